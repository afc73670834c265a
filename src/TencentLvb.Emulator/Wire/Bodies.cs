using System.Text;

namespace TencentLvb.Emulator;

/// <summary>Bodies that are no envelope.</summary>
internal static class Bodies
{
    public static byte[] NoReturnData { get; } = Encoding.ASCII.GetBytes("request failed.no returnData");

    public static byte[] Garbage { get; } = Encoding.ASCII.GetBytes(
        "<html><head><title>502 Bad Gateway</title></head><body>upstream sent no valid header</body></html>");

    /// <summary>An answer of API 3.0 without anything in it.</summary>
    public static byte[] EmptyResponse { get; } = Encoding.ASCII.GetBytes("{\"Response\":{}}");

    /// <summary>JSON, but of a shape that no document has.</summary>
    public static byte[] WrongShape { get; } = Encoding.ASCII.GetBytes(
        "{\"errmsg\":[1],\"message\":{\"text\":7},\"output\":[[\"a\",{\"b\":[null,true]}],\"c\"],"
            + "\"ret\":{\"value\":\"zero\"},\"retcode\":[]}");
}

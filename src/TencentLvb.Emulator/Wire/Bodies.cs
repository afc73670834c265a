using System.Text;

namespace TencentLvb.Emulator;

/// <summary>Provides bodies without the common envelope.</summary>
internal static class Bodies
{
    public static byte[] NoReturnData { get; } = Encoding.ASCII.GetBytes("request failed.no returnData");

    public static byte[] Garbage { get; } = Encoding.ASCII.GetBytes(
        "<html><head><title>502 Bad Gateway</title></head><body>upstream sent no valid header</body></html>");

    /// <summary>Gets an empty response of API 3.0.</summary>
    public static byte[] EmptyResponse { get; } = Encoding.ASCII.GetBytes("{\"Response\":{}}");

    /// <summary>Gets JSON with an undocumented structure.</summary>
    public static byte[] WrongShape { get; } = Encoding.ASCII.GetBytes(
        "{\"errmsg\":[1],\"message\":{\"text\":7},\"output\":[[\"a\",{\"b\":[null,true]}],\"c\"],"
            + "\"ret\":{\"value\":\"zero\"},\"retcode\":[]}");
}

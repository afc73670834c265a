using System.Text.Json;

namespace TencentLvb.Backends.Lvb2;

/// <summary>
/// Represents a response of the service: <c>ret</c> and <c>message</c> (or their older forms <c>retcode</c> and <c>errmsg</c>, and
/// <c>code</c> for mixing) and the <c>output</c>, unwrapped if it is an array of one.
/// </summary>
internal sealed class Lvb2Response : IDisposable
{
    private readonly JsonDocument _document;

    private Lvb2Response(JsonDocument document, int ret)
    {
        _document = document;
        Ret = ret;
        Message = WireReader.Text(document.RootElement, "message") ?? WireReader.Text(document.RootElement, "errmsg") ?? "";
    }

    public int Ret { get; }

    public string Message { get; }

    /// <summary>Parses a response; null if it is not one (not a JSON object, or without a code).</summary>
    public static Lvb2Response? TryParse(byte[] body)
    {
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(ResponseBody.Text(body));
            var root = document.RootElement;
            var ret = WireReader.Int(root, "ret") ?? WireReader.Int(root, "retcode") ?? WireReader.Int(root, "code");
            if (ret is { } code)
            {
                return new Lvb2Response(document, code);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or it contains text that is not UTF-8.
        }

        document?.Dispose();
        return null;
    }

    /// <summary>Returns the original <c>output</c>; undefined if there is none.</summary>
    public JsonElement GetOutput() => WireReader.TryGet(_document.RootElement, "output", out var output) ? output : default;

    /// <summary>Returns the <c>output</c> as one object: itself, or the first of an array; undefined if there is none.</summary>
    public JsonElement GetOutputObject() => WireReader.One(GetOutput());

    /// <summary>Returns the whole response.</summary>
    public JsonElement GetAnswer() => _document.RootElement;

    public void Dispose() => _document.Dispose();
}

using System.Text.Json;

namespace TencentLvb.Backends.Lvb2;

/// <summary>
/// An answer of the service: <c>ret</c> and <c>message</c> (their older twins <c>retcode</c> and <c>errmsg</c>, and <c>code</c> of mixing,
/// where these are missing) and the <c>output</c>, unwrapped when it is an array of one.
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

    /// <summary>Reads an answer; null when it is none (no JSON object, or none with a code).</summary>
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
            // Not JSON, or text in it that is no UTF-8.
        }

        document?.Dispose();
        return null;
    }

    /// <summary>The whole <c>output</c> as it came; undefined when there is none.</summary>
    public JsonElement GetOutput() => WireReader.TryGet(_document.RootElement, "output", out var output) ? output : default;

    /// <summary>The <c>output</c> as one object: itself, or the first of an array; undefined when there is none.</summary>
    public JsonElement GetOutputObject() => WireReader.One(GetOutput());

    /// <summary>The whole answer.</summary>
    public JsonElement GetAnswer() => _document.RootElement;

    public void Dispose() => _document.Dispose();
}

using System.Net.Http.Headers;
using System.Text.Json;

namespace TencentLvb.Backends.Api3;

/// <summary>
/// Represents the envelope of an API 3.0 response: <c>{"Response":{ ..., "RequestId":"..."}}</c>. Only the presence of <c>Error</c> makes
/// it an error. Missing fields and null fields, including lists, mean the same.
/// </summary>
internal sealed class Api3Response : IDisposable
{
    private readonly JsonDocument _document;
    private readonly HttpResponseHeaders? _headers;

    private Api3Response(JsonDocument document, JsonElement fields, HttpResponseHeaders? headers)
    {
        _document = document;
        _headers = headers;
        Fields = fields;
        RequestId = WireReader.Text(fields, "RequestId");
        DeprecatedWarning = WireReader.Text(fields, "DeprecatedWarning") is { Length: > 0 } warning ? warning : null;
        if (WireReader.TryGet(fields, "Error", out var error))
        {
            ErrorCode = WireReader.Text(error, "Code")?.Trim() ?? "";
            ErrorMessage = WireReader.Text(error, "Message") ?? "";
        }
    }

    /// <summary>Gets the object <c>Response</c>. Valid until this instance is disposed.</summary>
    public JsonElement Fields { get; }

    /// <summary>Gets the service's time of the response; null if the response does not contain it.</summary>
    public DateTimeOffset? Date => _headers?.Date;

    /// <summary>Gets the ID by which Tencent Cloud support finds the request; null if there is none.</summary>
    public string? RequestId { get; }

    /// <summary>Gets the service's warning about a deprecated action; usually null.</summary>
    public string? DeprecatedWarning { get; }

    /// <summary>Gets the error code; null if there is none.</summary>
    public string? ErrorCode { get; }

    /// <summary>Gets the error text, which may change at any time.</summary>
    public string ErrorMessage { get; } = "";

    /// <summary>
    /// Parses a response; null if it does not come from the service: no JSON, no object <c>Response</c>, an error without a code, or
    /// neither an error nor the RequestId that every response contains.
    /// </summary>
    public static Api3Response? TryParse(byte[] body, HttpResponseHeaders? headers = null)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(WithoutMark(body));
        }
        catch (JsonException)
        {
            return null;
        }

        if (WireReader.TryGet(document.RootElement, "Response", out var fields) && fields.ValueKind == JsonValueKind.Object)
        {
            var response = new Api3Response(document, fields, headers);
            if (response.ErrorCode is { Length: > 0 } || (response.ErrorCode is null && !string.IsNullOrEmpty(response.RequestId)))
            {
                return response;
            }
        }

        document.Dispose();
        return null;
    }

    /// <summary>Returns the objects of a list in <see cref="Fields"/>; none if it is missing, null or empty.</summary>
    /// <exception cref="FormatException">It is not a list of objects.</exception>
    public IEnumerable<JsonElement> Objects(string name) => Objects(Fields, name);

    /// <inheritdoc cref="Objects(string)"/>
    public static IEnumerable<JsonElement> Objects(JsonElement parent, string name)
    {
        if (!WireReader.TryGet(parent, name, out var list))
        {
            yield break;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException($"{name} is not a list.");
        }

        foreach (var row in list.EnumerateArray())
        {
            if (row.ValueKind == JsonValueKind.Object)
            {
                yield return row;
            }
            else if (row.ValueKind != JsonValueKind.Null)
            {
                throw new FormatException($"{name} contains values that are not objects.");
            }
        }
    }

    /// <summary>Returns a required text.</summary>
    /// <exception cref="FormatException">It is missing, null or empty.</exception>
    public static string Required(JsonElement row, string name) =>
        WireReader.Text(row, name) is { Length: > 0 } text ? text : throw new FormatException($"{name} is missing.");

    /// <summary>Returns a text; null if it is missing, null or empty.</summary>
    public static string? Optional(JsonElement row, string name) => WireReader.Text(row, name) is { Length: > 0 } text ? text : null;

    public void Dispose() => _document.Dispose();

    private static ReadOnlyMemory<byte> WithoutMark(byte[] body) =>
        body is [0xEF, 0xBB, 0xBF, ..] ? body.AsMemory(3) : body;
}

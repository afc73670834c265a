namespace TencentLvb.Emulator;

/// <summary>Writes the envelope of every response: <c>Response</c> with the fields or the error, and the request ID.</summary>
internal static class Api3Envelope
{
    private const string Warning = "This API is deprecated. Please use the newer API.";

    public static byte[] Write(string requestId, Action<AnswerJson>? fields, bool deprecated) => Write(requestId, json =>
    {
        fields?.Invoke(json);
        if (deprecated)
        {
            json.Text("DeprecatedWarning", Warning);
        }
    });

    public static byte[] Write(string requestId, Api3Error error) => Write(requestId, json => json.Object("Error", inner =>
    {
        inner.Text("Code", error.Code);
        inner.Text("Message", error.Message);
    }));

    private static byte[] Write(string requestId, Action<AnswerJson> fields)
    {
        using var json = new AnswerJson();
        json.StartObject();
        json.StartObject("Response");
        fields(json);
        json.Text("RequestId", requestId);
        json.EndObject();
        json.EndObject();
        return json.ToArray();
    }
}

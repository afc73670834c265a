namespace TencentLvb.Notifications;

/// <summary>What web frameworks, API gateways and webhooks call the body in the request objects that they pass on; in any case.</summary>
internal static class EnvelopeFields
{
    /// <summary>Says that the body is base64.</summary>
    public const string IsBase64 = "isBase64Encoded";

    /// <summary>In the order of preference: the raw text is what was sent.</summary>
    public static readonly string[] Bodies =
        ["RawBody", "RequestBody", "BodyString", "Raw", "Body", "Content", "InputStream", "Data", "Payload"];

    /// <summary>Whether a flag is set, as a truth value or as a text.</summary>
    public static bool IsTrue(object? flag) =>
        flag is true || string.Equals(flag?.ToString(), "true", StringComparison.OrdinalIgnoreCase) || flag?.ToString() == "1";

    /// <summary>The bytes, unpacked where they are gzip; null where the text is not base64.</summary>
    public static byte[]? FromBase64(string text)
    {
        try
        {
            var bytes = Convert.FromBase64String(text);
            return BodyUnpacker.Gunzip(bytes) ?? bytes;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

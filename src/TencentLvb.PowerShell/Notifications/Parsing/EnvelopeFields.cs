namespace TencentLvb.Notifications;

/// <summary>
/// The names that web frameworks, API gateways and webhooks use for the body in their request objects. Not case-sensitive.
/// </summary>
internal static class EnvelopeFields
{
    /// <summary>The name of the flag for a base64 body.</summary>
    public const string IsBase64 = "isBase64Encoded";

    /// <summary>In order of preference: the raw text is what was sent.</summary>
    public static readonly string[] Bodies =
        ["RawBody", "RequestBody", "BodyString", "Raw", "Body", "Content", "InputStream", "Data", "Payload"];

    /// <summary>Determines whether a flag is set, as a boolean or as text.</summary>
    public static bool IsTrue(object? flag) =>
        flag is true || string.Equals(flag?.ToString(), "true", StringComparison.OrdinalIgnoreCase) || flag?.ToString() == "1";

    /// <summary>Decodes base64, and decompresses gzip; null if the text is not base64.</summary>
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

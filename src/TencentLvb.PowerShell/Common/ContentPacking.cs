namespace TencentLvb.Common;

/// <summary>Tells whether a body is compressed. No request of the module asks for that, but servers and proxies compress all the
/// same.</summary>
internal static class ContentPacking
{
    /// <summary>What an answer says that its body is packed with, for example <c>gzip</c>; null for nothing.</summary>
    public static string? Of(HttpResponseMessage answer) => answer.Content.Headers.ContentEncoding
        .Concat(answer.Headers.TransferEncoding.Select(t => t.Value))
        .Where(coding => coding.Length > 0
            && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase)
            && !coding.Equals("chunked", StringComparison.OrdinalIgnoreCase))
        .Select(LogRedaction.Foreign)
        .FirstOrDefault();

    /// <summary>Whether bytes begin as gzip does, whatever the answer says.</summary>
    public static bool IsGzip(byte[] bytes, int count) => count >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B;
}

namespace TencentLvb.Common;

/// <summary>Detects compressed bodies. The module never requests compression, but servers and proxies may still compress.</summary>
internal static class ContentPacking
{
    /// <summary>Returns the declared compression of a response, for example <c>gzip</c>; null for none.</summary>
    public static string? Of(HttpResponseMessage answer) => answer.Content.Headers.ContentEncoding
        .Concat(answer.Headers.TransferEncoding.Select(t => t.Value))
        .Where(coding => coding.Length > 0
            && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase)
            && !coding.Equals("chunked", StringComparison.OrdinalIgnoreCase))
        .Select(LogRedaction.Foreign)
        .FirstOrDefault();

    /// <summary>Determines whether bytes begin like gzip, regardless of the headers.</summary>
    public static bool IsGzip(byte[] bytes, int count) => count >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B;
}

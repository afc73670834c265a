namespace TencentLvb.Http;

/// <summary>The characters of methods and of the names of header fields.</summary>
internal static class HttpToken
{
    public static bool Is(byte b) =>
        b is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9')
        || b is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'!' or (byte)'#' or (byte)'$' or (byte)'%' or (byte)'&'
            or (byte)'\'' or (byte)'*' or (byte)'+' or (byte)'^' or (byte)'`' or (byte)'|' or (byte)'~';

    /// <summary>Whether a byte may stand in the value of a field; control characters but the tab may not.</summary>
    public static bool IsValue(byte b) => b >= 0x20 ? b != 0x7f : b == '\t';
}

namespace TencentLvb.Http;

/// <summary>Defines the characters of methods and field names.</summary>
internal static class HttpToken
{
    public static bool Is(byte b) =>
        b is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9')
        || b is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'!' or (byte)'#' or (byte)'$' or (byte)'%' or (byte)'&'
            or (byte)'\'' or (byte)'*' or (byte)'+' or (byte)'^' or (byte)'`' or (byte)'|' or (byte)'~';

    /// <summary>Determines whether a byte is allowed in the value of a field. Control characters other than the tab are not.</summary>
    public static bool IsValue(byte b) => b >= 0x20 ? b != 0x7f : b == '\t';
}

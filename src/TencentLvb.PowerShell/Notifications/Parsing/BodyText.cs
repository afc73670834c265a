using System.Text;

namespace TencentLvb.Notifications;

/// <summary>Decodes a body: UTF-8, or the encoding of its byte order mark.</summary>
internal sealed class BodyText
{
    private static readonly Encoding Strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
    private static readonly Encoding Latin1 = Encoding.GetEncoding(28591);

    // UTF-32 first, because its little-endian mark begins with that of UTF-16.
    private static readonly (byte[] Mark, Encoding Encoding)[] Marks =
    [
        ([0xff, 0xfe, 0, 0], new UTF32Encoding(bigEndian: false, byteOrderMark: true)),
        ([0, 0, 0xfe, 0xff], new UTF32Encoding(bigEndian: true, byteOrderMark: true)),
        ([0xff, 0xfe], Encoding.Unicode),
        ([0xfe, 0xff], Encoding.BigEndianUnicode),
    ];

    private readonly byte[]? _invalid;

    private BodyText(string text, byte[]? invalid)
    {
        Text = WithoutMark(text);
        _invalid = invalid;
    }

    /// <summary>Gets the text without a byte order mark. Bytes that are not valid UTF-8 are replaced.</summary>
    public string Text { get; }

    /// <summary>
    /// Gets a text that distinguishes bodies that differ only in bytes that are not valid UTF-8; otherwise <see cref="Text"/>.
    /// </summary>
    public string Distinct => _invalid is null ? Text : Latin1.GetString(_invalid);

    /// <summary>Decodes a body.</summary>
    public static BodyText Read(byte[] body)
    {
        foreach (var (mark, encoding) in Marks)
        {
            if (StartsWith(body, mark))
            {
                return new BodyText(encoding.GetString(body, mark.Length, body.Length - mark.Length), null);
            }
        }

        try
        {
            return new BodyText(Strict.GetString(body), null);
        }
        catch (DecoderFallbackException)
        {
            // The bytes may come from a broadcaster, for example in the query of a push address. The event is not refused because of
            // them.
            return new BodyText(Encoding.UTF8.GetString(body), body);
        }
    }

    /// <summary>Returns a text without a leading byte order mark, even one that was decoded as Latin-1.</summary>
    public static string WithoutMark(string text)
    {
        if (text.Length > 0 && text[0] == '\ufeff')
        {
            return text.Substring(1);
        }

        return text.StartsWith("\u00ef\u00bb\u00bf", StringComparison.Ordinal) ? text.Substring(3) : text;
    }

    private static bool StartsWith(byte[] body, byte[] mark)
    {
        if (body.Length < mark.Length)
        {
            return false;
        }

        for (var i = 0; i < mark.Length; i++)
        {
            if (body[i] != mark[i])
            {
                return false;
            }
        }

        return true;
    }
}

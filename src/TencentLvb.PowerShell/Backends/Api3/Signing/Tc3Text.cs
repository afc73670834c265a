using System.Text;

namespace TencentLvb.Backends.Api3;

/// <summary>Builds the UTF-8 bytes of a text to hash or sign in a reusable buffer.</summary>
internal sealed class Tc3Text
{
    private const string Digits = "0123456789abcdef";

    /// <summary>Gets the buffer; the text is in its first <see cref="Count"/> bytes.</summary>
    public byte[] Bytes { get; private set; } = new byte[1024];

    public int Count { get; private set; }

    /// <summary>Starts an empty text after a number of bytes that the caller fills.</summary>
    public Tc3Text Start(int reserved = 0)
    {
        Count = reserved;
        return this;
    }

    public Tc3Text Append(string text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        Count += Encoding.UTF8.GetBytes(text, 0, text.Length, Bytes, Count);
        return this;
    }

    /// <summary>Appends a text in lowercase.</summary>
    public Tc3Text AppendLower(string text)
    {
        var from = Count;
        Append(text);
        if (Count - from != text.Length)
        {
            // Not ASCII: lowercase conversion requires the rules of Unicode.
            Count = from;
            return Append(text.ToLowerInvariant());
        }

        for (var i = from; i < Count; i++)
        {
            if (Bytes[i] is >= (byte)'A' and <= (byte)'Z')
            {
                Bytes[i] += 'a' - 'A';
            }
        }

        return this;
    }

    /// <summary>Appends bytes as lowercase hex.</summary>
    public Tc3Text AppendHex(byte[] bytes)
    {
        Reserve(2 * bytes.Length);
        foreach (var value in bytes)
        {
            Bytes[Count++] = (byte)Digits[value >> 4];
            Bytes[Count++] = (byte)Digits[value & 15];
        }

        return this;
    }

    public override string ToString() => Encoding.UTF8.GetString(Bytes, 0, Count);

    private void Reserve(int more)
    {
        if (Bytes.Length < Count + more)
        {
            var longer = new byte[Math.Max(2 * Bytes.Length, Count + more)];
            Buffer.BlockCopy(Bytes, 0, longer, 0, Count);
            Bytes = longer;
        }
    }
}

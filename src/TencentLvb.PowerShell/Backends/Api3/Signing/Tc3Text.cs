using System.Text;

namespace TencentLvb.Backends.Api3;

/// <summary>The UTF-8 bytes of a text to hash or sign, in a buffer that is used again and again.</summary>
internal sealed class Tc3Text
{
    private const string Digits = "0123456789abcdef";

    /// <summary>The buffer; the text has the first <see cref="Count"/> bytes.</summary>
    public byte[] Bytes { get; private set; } = new byte[1024];

    public int Count { get; private set; }

    /// <summary>An empty text after some bytes that the caller fills.</summary>
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

    /// <summary>Adds a text in lower case.</summary>
    public Tc3Text AppendLower(string text)
    {
        var from = Count;
        Append(text);
        if (Count - from != text.Length)
        {
            // Not ASCII: the letters have rules of their own.
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

    /// <summary>Adds bytes as lower-case hex.</summary>
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

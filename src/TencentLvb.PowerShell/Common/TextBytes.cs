using System.Text;

namespace TencentLvb.Common;

/// <summary>Builds the UTF-8 bytes of a text in a reusable buffer.</summary>
internal sealed class TextBytes
{
    private const string Digits = "0123456789abcdef";

    /// <summary>Gets the buffer; the text is in its first <see cref="Count"/> bytes.</summary>
    public byte[] Bytes { get; private set; } = new byte[1024];

    public int Count { get; private set; }

    /// <summary>Starts an empty text after a number of bytes that the caller fills.</summary>
    public TextBytes Start(int reserved = 0)
    {
        Count = reserved;
        return this;
    }

    public TextBytes Append(string text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        Count += Encoding.UTF8.GetBytes(text, 0, text.Length, Bytes, Count);
        return this;
    }

    /// <summary>Appends an ASCII character.</summary>
    public TextBytes Append(char character)
    {
        Reserve(1);
        Bytes[Count++] = (byte)character;
        return this;
    }

    public TextBytes Append(byte[] bytes) => Append(bytes, bytes.Length);

    public TextBytes Append(TextBytes text) => Append(text.Bytes, text.Count);

    /// <summary>Appends a number that is not negative.</summary>
    public TextBytes Append(long number)
    {
        const int longest = 19;
        Reserve(longest);
        var length = 1;
        for (var rest = number / 10; rest > 0; rest /= 10)
        {
            length++;
        }

        for (var i = Count + length - 1; i >= Count; i--)
        {
            Bytes[i] = (byte)('0' + (number % 10));
            number /= 10;
        }

        Count += length;
        return this;
    }

    /// <summary>Appends a text in lowercase.</summary>
    public TextBytes AppendLower(string text)
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
    public TextBytes AppendHex(byte[] bytes)
    {
        foreach (var value in bytes)
        {
            AppendHex(value, 2);
        }

        return this;
    }

    /// <summary>Appends a number as the specified number of lowercase hex digits.</summary>
    public TextBytes AppendHex(ulong number, int digits)
    {
        Reserve(digits);
        for (var shift = 4 * (digits - 1); shift >= 0; shift -= 4)
        {
            Bytes[Count++] = (byte)Digits[(int)(number >> shift) & 15];
        }

        return this;
    }

    public override string ToString() => Encoding.UTF8.GetString(Bytes, 0, Count);

    private TextBytes Append(byte[] bytes, int count)
    {
        Reserve(count);
        Buffer.BlockCopy(bytes, 0, Bytes, Count, count);
        Count += count;
        return this;
    }

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

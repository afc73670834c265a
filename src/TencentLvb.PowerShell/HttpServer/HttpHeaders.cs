using System.Text;

namespace TencentLvb.Http;

/// <summary>
/// Represents the header fields of one request, which are not case-sensitive. They are kept as bytes, because most fields are never read:
/// a string is created on demand.
/// </summary>
internal sealed class HttpHeaders
{
    private const int Stride = 4;
    private readonly byte[] _head;
    private readonly int[] _marks;

    /// <param name="head">The bytes of the header.</param>
    /// <param name="marks">The name offset, name length, value offset and value length of each field.</param>
    internal HttpHeaders(byte[] head, int[] marks)
    {
        _head = head;
        _marks = marks;
    }

    /// <summary>Gets the number of fields, including repeated ones.</summary>
    public int Count => _marks.Length / Stride;

    /// <summary>Gets the first field with a name, or null.</summary>
    public string? this[string name]
    {
        get
        {
            int i = IndexOf(name, 0);
            return i < 0 ? null : Value(i);
        }
    }

    /// <summary>Determines whether there is a field with a name.</summary>
    public bool Contains(string name) => IndexOf(name, 0) >= 0;

    /// <summary>Returns all fields with a name in their original order.</summary>
    public IEnumerable<string> GetAll(string name)
    {
        for (int i = IndexOf(name, 0); i >= 0; i = IndexOf(name, i + 1))
        {
            yield return Value(i);
        }
    }

    /// <summary>Returns all fields in their original order.</summary>
    public IEnumerable<KeyValuePair<string, string>> All()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return new KeyValuePair<string, string>(Text(_marks[i * Stride], _marks[i * Stride + 1]), Value(i));
        }
    }

    internal int IndexOf(string name, int from)
    {
        for (int i = from; i < Count; i++)
        {
            if (_marks[i * Stride + 1] == name.Length && SameName(_marks[i * Stride], name))
            {
                return i;
            }
        }

        return -1;
    }

    internal string Value(int i) => Text(_marks[i * Stride + 2], _marks[i * Stride + 3]);

    private bool SameName(int offset, string name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            if (Lower(_head[offset + i]) != Lower(name[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static int Lower(int c) => c is >= 'A' and <= 'Z' ? c | 0x20 : c;

    private string Text(int offset, int length) => Latin1.GetString(_head, offset, length);

    private static readonly Encoding Latin1 = Encoding.GetEncoding(28591);
}

using System.Text;

namespace TencentLvb.Emulator;

/// <summary>
/// Parses the form-encoded text of a query: <c>+</c> is a space, <c>%xx</c> is UTF-8. Names are case-sensitive; the first of several
/// equal names is used.
/// </summary>
internal static class QueryText
{
    public static Dictionary<string, string> Read(string query)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var start = query.StartsWith("?", StringComparison.Ordinal) ? 1 : 0;
        while (start < query.Length)
        {
            var end = query.IndexOf('&', start);
            end = end < 0 ? query.Length : end;
            var equals = query.IndexOf('=', start, end - start);
            if (end > start)
            {
                var name = Decode(equals < 0 ? query.Substring(start, end - start) : query.Substring(start, equals - start));
                if (!values.ContainsKey(name))
                {
                    values.Add(name, equals < 0 ? "" : Decode(query.Substring(equals + 1, end - equals - 1)));
                }
            }

            start = end + 1;
        }

        return values;
    }

    public static string Decode(string text)
    {
        if (text.IndexOf('%') < 0 && text.IndexOf('+') < 0)
        {
            return text;
        }

        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '+')
            {
                bytes.Add((byte)' ');
            }
            else if (text[i] == '%' && i + 2 < text.Length && Hex(text[i + 1]) is >= 0 and var high && Hex(text[i + 2]) is >= 0 and var low)
            {
                bytes.Add((byte)((high << 4) | low));
                i += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes([text[i]]));
            }
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static int Hex(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };
}

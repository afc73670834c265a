using System.Text;
using System.Text.RegularExpressions;

namespace TencentLvb.Downloads;

/// <summary>File names that every system takes, Windows too.</summary>
internal static class SafeFileName
{
    /// <summary>Leaves room for a folder within Windows' 260 characters.</summary>
    public const int LongestName = 120;

    // Linux allows 255 bytes, and while a file arrives ".partial.info" is added.
    private const int LongestInBytes = 240;

    private const string Refused = "<>:\"/\\|?*";

    private static readonly Regex Device = new(
        @"^(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9\u00B9\u00B2\u00B3])\s*(\.|\z)",
            RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex Plain = new(@"^[a-z0-9][a-z0-9_.-]*\z", RegexOptions.CultureInvariant);

    /// <summary>
    /// Whether a name stays as it is, and no other name can be taken for it: not where case is ignored (Windows, macOS), not where letters
    /// with accents are normalized, and not because both were cleaned to the same.
    /// </summary>
    public static bool IsPlain(string name) => name.Length <= LongestName / 2 && Plain.IsMatch(name) && Clean(name) == name;

    /// <summary>A name made of parts; what a part has that a file name cannot have becomes a low line.</summary>
    /// <param name="extension">Without the dot.</param>
    /// <param name="mark">Tells the file from others whose parts clean to the same; null where that cannot be.</param>
    /// <param name="parts">What a reader goes by; missing ones are left out.</param>
    public static string Join(string extension, string? mark, params string?[] parts)
    {
        var raw = string.Join("_", parts.Where(p => !string.IsNullOrEmpty(p)));
        var name = Clean(raw);
        var end = "." + Clean(extension);
        if (mark is null && !Fits(name + end))
        {
            // Two long names must not become one.
            mark = Mark(raw);
        }

        if (mark is not null)
        {
            end = "~" + mark + end;
        }

        while (!Fits(name + end))
        {
            name = name.Substring(0, name.Length - (char.IsLowSurrogate(name[name.Length - 1]) ? 2 : 1));
        }

        return name + end;
    }

    /// <summary>Sixteen hex digits that stand for texts.</summary>
    public static string Mark(params string?[] texts)
        => Hashes.Sha256Hex(Encoding.UTF8.GetBytes(string.Concat(texts.Select(t => t?.Length + ":" + t)))).Substring(0, 16);

    private static bool Fits(string name) => name.Length <= LongestName && Encoding.UTF8.GetByteCount(name) <= LongestInBytes;

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            // Format characters can make an extension look like another one.
            var length = char.IsSurrogatePair(text, i) ? 2 : 1;
            if (PrintableText.IsSafeAt(text, i) && Refused.IndexOf(text[i]) < 0)
            {
                clean.Append(text, i, length);
            }
            else
            {
                clean.Append('_');
            }

            i += length - 1;
        }

        // Windows drops blanks and dots at the end, and shells take a leading hyphen or tilde for something else.
        var name = clean.ToString().Trim(' ').TrimEnd('.', ' ').TrimStart('-', '~', '.');
        return name.Length == 0 ? "_" : Device.IsMatch(name) ? "_" + name : name;
    }
}

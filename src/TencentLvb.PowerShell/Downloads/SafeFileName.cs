using System.Text;
using System.Text.RegularExpressions;

namespace TencentLvb.Downloads;

/// <summary>Creates file names that are valid on all systems, including Windows.</summary>
internal static class SafeFileName
{
    /// <summary>Leaves space for a folder within the 260 characters of Windows.</summary>
    public const int LongestName = 120;

    // Linux allows 255 bytes, and ".partial.info" is added during a download.
    private const int LongestInBytes = 240;

    private const string Refused = "<>:\"/\\|?*";

    private static readonly Regex Device = new(
        @"^(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9\u00B9\u00B2\u00B3])\s*(\.|\z)",
            RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex Plain = new(@"^[a-z0-9][a-z0-9_.-]*\z", RegexOptions.CultureInvariant);

    /// <summary>
    /// Determines whether a name needs no change and cannot be confused with another: not if case is ignored (Windows, macOS), not if
    /// accented letters are normalized, and not because both were changed to the same name.
    /// </summary>
    public static bool IsPlain(string name) => name.Length <= LongestName / 2 && Plain.IsMatch(name) && Clean(name) == name;

    /// <summary>Joins parts to a name. Characters that are not allowed in file names become underscores.</summary>
    /// <param name="extension">Without the dot.</param>
    /// <param name="mark">Distinguishes files whose parts become the same text; null if that cannot happen.</param>
    /// <param name="parts">The readable parts; null parts are omitted.</param>
    public static string Join(string extension, string? mark, params string?[] parts)
    {
        var raw = string.Join("_", parts.Where(p => !string.IsNullOrEmpty(p)));
        var name = Clean(raw);
        var end = "." + Clean(extension);
        if (mark is null && !Fits(name + end))
        {
            // Two long names must not become the same.
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

    /// <summary>Returns a hash of texts as sixteen hex digits.</summary>
    public static string Mark(params string?[] texts)
        => Hashes.Sha256Hex(Encoding.UTF8.GetBytes(string.Concat(texts.Select(t => t?.Length + ":" + t)))).Substring(0, 16);

    private static bool Fits(string name) => name.Length <= LongestName && Encoding.UTF8.GetByteCount(name) <= LongestInBytes;

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            // Format characters can disguise the extension.
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

        // Windows removes spaces and dots at the end, and shells interpret a leading hyphen or tilde.
        var name = clean.ToString().Trim(' ').TrimEnd('.', ' ').TrimStart('-', '~', '.');
        return name.Length == 0 ? "_" : Device.IsMatch(name) ? "_" + name : name;
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace TencentLvb.Downloads;

/// <summary>File names that every system takes, Windows too.</summary>
internal static class SafeFileName
{
    /// <summary>Leaves room for a folder within Windows' 260 characters.</summary>
    public const int LongestName = 120;

    private const string Refused = "<>:\"/\\|?*";

    private static readonly Regex Device = new(
        @"^(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9\u00B9\u00B2\u00B3])\s*(\.|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>A name made of parts; what a part has that a file name cannot have becomes a low line.</summary>
    public static string Join(string extension, params string?[] parts)
    {
        var name = Clean(string.Join("_", parts.Where(p => !string.IsNullOrEmpty(p))));
        var end = "." + Clean(extension);
        if (name.Length + end.Length > LongestName)
        {
            // Two long names must not become one.
            var mark = "~" + Mark(name);
            var keep = LongestName - end.Length - mark.Length;
            name = name.Substring(0, char.IsHighSurrogate(name[keep - 1]) ? keep - 1 : keep) + mark;
        }

        return name + end;
    }

    /// <summary>Eight hex digits that stand for a text.</summary>
    public static string Mark(string text)
    {
        using var hash = SHA256.Create();
        return string.Concat(hash.ComputeHash(Encoding.UTF8.GetBytes(text)).Take(4).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            clean.Append(char.IsControl(character) || Refused.IndexOf(character) >= 0 || IsLoneSurrogate(text, clean.Length) ? '_' : character);
        }

        // Windows drops blanks and dots at the end, and shells take a leading hyphen or tilde for something else.
        var name = clean.ToString().Trim(' ').TrimEnd('.', ' ').TrimStart('-', '~', '.');
        return name.Length == 0 ? "_" : Device.IsMatch(name) ? "_" + name : name;
    }

    private static bool IsLoneSurrogate(string text, int at) =>
        (char.IsHighSurrogate(text[at]) && (at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1])))
        || (char.IsLowSurrogate(text[at]) && (at == 0 || !char.IsHighSurrogate(text[at - 1])));
}

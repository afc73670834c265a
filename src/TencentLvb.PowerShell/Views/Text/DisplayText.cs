using System.Globalization;

namespace TencentLvb.Views;

/// <summary>Measures and fits text to columns of a terminal. The text must be printable.</summary>
internal static class DisplayText
{
    // The first and last code points of characters that are two columns wide.
    private static readonly int[] Wide =
    [
        0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xA000, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3,
        0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6,
        0x1F300, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F900, 0x1F9FF, 0x20000, 0x3FFFD,
    ];

    /// <summary>Returns the number of columns of the text.</summary>
    public static int Width(string text)
    {
        var width = 0;
        for (var i = 0; i < text.Length; i++)
        {
            width += WidthAt(text, ref i);
        }

        return width;
    }

    /// <summary>
    /// Returns the text in exactly this number of columns. The middle of a longer text is omitted, because IDs often differ only at their
    /// ends.
    /// </summary>
    public static string Fit(string text, int width, string ellipsis)
    {
        var spare = width - Width(text);
        if (spare >= 0)
        {
            return text + new string(' ', spare);
        }

        var room = Math.Max(0, width - ellipsis.Length);
        var tail = TakeLast(text, room / 2);
        var cut = TakeFirst(text, room - Width(tail)) + ellipsis + tail;
        return Width(cut) <= width ? cut + new string(' ', width - Width(cut)) : TakeFirst(text, width);
    }

    /// <summary>Returns the text right-aligned; longer text is not truncated.</summary>
    public static string Right(string text, int width) => new string(' ', Math.Max(0, width - Width(text))) + text;

    /// <summary>Returns as much of the beginning as fits.</summary>
    public static string TakeFirst(string text, int width)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var start = i;
            width -= WidthAt(text, ref i);
            if (width < 0)
            {
                return text.Substring(0, start);
            }
        }

        return text;
    }

    private static string TakeLast(string text, int width)
    {
        var start = text.Length;
        while (start > 0)
        {
            var previous = start > 1 && char.IsSurrogatePair(text, start - 2) ? start - 2 : start - 1;
            if (Width(text.Substring(previous)) > width)
            {
                break;
            }

            start = previous;
        }

        return text.Substring(start);
    }

    private static int WidthAt(string text, ref int index)
    {
        var category = CharUnicodeInfo.GetUnicodeCategory(text, index);
        var code = (int)text[index];
        if (char.IsSurrogatePair(text, index))
        {
            code = char.ConvertToUtf32(text, index);
            index++;
        }

        return category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0 : IsWide(code) ? 2 : 1;
    }

    private static bool IsWide(int code)
    {
        if (code < Wide[0])
        {
            return false;
        }

        for (var i = 0; i < Wide.Length; i += 2)
        {
            if (code >= Wide[i] && code <= Wide[i + 1])
            {
                return true;
            }
        }

        return false;
    }
}

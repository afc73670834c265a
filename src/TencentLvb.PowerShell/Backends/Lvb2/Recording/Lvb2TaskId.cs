using System.Globalization;

namespace TencentLvb.Backends.Lvb2;

/// <summary>Converts the ID of a recording task on API 2.0, an unsigned 64-bit number.</summary>
internal static class Lvb2TaskId
{
    /// <summary>Returns the number of a task ID.</summary>
    /// <exception cref="LvbException"><c>LvbInvalidArgument</c>: the text is not a whole number. Usually it has lost digits.</exception>
    public static ulong Parse(string? taskId)
    {
        if (ulong.TryParse(taskId, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        if (string.IsNullOrWhiteSpace(taskId))
        {
            throw LvbErrors.InvalidArgument("The task ID is empty.", "Specify the TaskId that Start-LvbTape returned, or pipe in a task.");
        }

        throw double.TryParse(taskId!.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? LvbErrors.InvalidArgument(
                $"The task ID '{PrintableText.Of(taskId, 100)}' has lost digits: a task ID is a whole number of up to 20 digits.",
                "A spreadsheet or a floating-point number keeps only 15 to 17 digits. "
                    + "Format the column as text, and keep the ID as text or [ulong].")
            : LvbErrors.InvalidArgument(
                $"'{PrintableText.Of(taskId, 100)}' is not a task ID.",
                "Specify the TaskId that Start-LvbTape returned: a whole number of up to 20 digits.");
    }

    /// <summary>Returns the text of a task number; null if there is none.</summary>
    public static string? Text(ulong? number) => number?.ToString(CultureInfo.InvariantCulture);
}

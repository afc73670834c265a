using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace TencentLvb;

/// <summary>Takes points in time as DateTimeOffset, as DateTime, or as ISO 8601 text whatever the host's culture. Without an offset it is local time.</summary>
internal sealed class PointInTimeArgumentAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm zzz",
        "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss zzz",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    private static readonly Regex Fraction = new(@"(?<=:\d\d)[.,](\d{1,7})\d*", RegexOptions.CultureInvariant);
    private static readonly Regex HoursAlone = new(@"(?<=:[\d.:]+ ?)[+-]\d\d$", RegexOptions.CultureInvariant);

    /// <summary>
    /// A time that only travels along: text of another form is none, not an error. A task that came back from a CSV file holds
    /// its times in the culture's own form, and they are not needed to stop it.
    /// </summary>
    public bool Carried { get; init; }

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            null => null,
            DateTimeOffset time => time,
            DateTime time => FromDateTime(time),
            string text when Carried => Parse(text),
            string text => Parse(text) ?? throw Refused(text),
            _ => Deserialized(inputData) ?? (Carried ? null : throw Refused(value.ToString())),
        };
    }

    internal static DateTimeOffset? Parse(string text) =>
        DateTimeOffset.TryParseExact(Usual(text.Trim()), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var time) ? time : null;

    // What other programs write: nanoseconds, a comma before them, a small z, an offset of hours alone.
    private static string Usual(string text) =>
        HoursAlone.Replace(Fraction.Replace(text, ".$1"), "$0:00").Replace('z', 'Z');

    // A DateTimeOffset that came out of a job, a remote session or Import-Clixml is a bag of its properties.
    private static DateTimeOffset? Deserialized(object? input) =>
        input is PSObject bag
        && bag.TypeNames.Contains("Deserialized.System.DateTimeOffset")
        && bag.Properties["UtcTicks"]?.Value is long ticks
        && ticks >= DateTimeOffset.MinValue.Ticks
        && ticks <= DateTimeOffset.MaxValue.Ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero).ToLocalTime()
            : null;

    private static DateTimeOffset FromDateTime(DateTime time)
    {
        try
        {
            return new DateTimeOffset(time);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw Refused(time.ToString("s", CultureInfo.InvariantCulture));
        }
    }

    private static ArgumentTransformationMetadataException Refused(string text) => new(
        $"'{text}' is no point in time. Give ISO 8601, as 2026-01-31T22:00 (local time) or 2026-01-31T14:00:00Z, or a DateTime or DateTimeOffset object.");
}

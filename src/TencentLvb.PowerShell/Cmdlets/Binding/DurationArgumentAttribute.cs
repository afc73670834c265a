using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace TencentLvb;

/// <summary>Takes durations as <c>90s</c>, <c>5m</c>, <c>2h</c>, <c>7d</c> (quoted or not), as <c>'00:01:30'</c>, or as a TimeSpan.</summary>
internal sealed class DurationArgumentAttribute : ArgumentTransformationAttribute
{
    private static readonly Regex WithUnit = new(@"^\s*(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        // PowerShell reads an unquoted 7d or 90s as a number; the text that was typed is still at hand here, and only here.
        var typed = inputData?.ToString();
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is TimeSpan duration)
        {
            return duration;
        }

        return Parse(typed) ?? throw new ArgumentTransformationMetadataException(
            $"'{typed}' is no duration. Give a number with its unit, as 90s, 5m, 2h or 7d, or hours, minutes and seconds, as '00:01:30'.");
    }

    internal static TimeSpan? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var match = WithUnit.Match(text);
        if (match.Success)
        {
            var number = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            var milliseconds = number * match.Groups[2].Value.ToLowerInvariant() switch
            {
                "ms" => 1,
                "s" => 1000,
                "m" => 60_000,
                "h" => 3_600_000,
                _ => 86_400_000,
            };
            return milliseconds < TimeSpan.MaxValue.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;
        }

        return text.IndexOf(':') > 0 && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) ? duration : null;
    }
}

using System.Globalization;
using System.Management.Automation;

namespace TencentLvb.Downloads;

/// <summary>
/// Reads what a download needs from an object by the names of its properties, so that objects that came from a CSV or JSON file,
/// a job or another session do as well as the module's own.
/// </summary>
internal sealed class DownloadSource(PSObject source)
{
    /// <summary>What to call it in a message.</summary>
    public string Name => source.BaseObject is PSCustomObject ? "The object" : source.BaseObject.GetType().Name;

    public object Given => source.BaseObject is PSCustomObject ? source : source.BaseObject;

    public string? Text(string name) =>
        Value(name) switch
        {
            null => null,
            IFormattable number and not DateTimeOffset and not DateTime => number.ToString(null, CultureInfo.InvariantCulture),
            var value => value.ToString()?.Trim() is { Length: > 0 } text ? text : null,
        };

    public long? Number(string name) =>
        long.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A time as part of a file name; null when there is none that can be read.</summary>
    public string? Stamp(string name)
    {
        DateTimeOffset? time = Value(name) switch
        {
            DateTimeOffset point => point,
            DateTime point => point,
            string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var point) => point,
            string text when DateTimeOffset.TryParse(text, CultureInfo.CurrentCulture, DateTimeStyles.AssumeLocal, out var point) => point,
            _ => null,
        };
        return time?.ToLocalTime().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
    }

    private object? Value(string name) =>
        source.Properties[name]?.Value is { } value ? value is PSObject wrapped ? wrapped.BaseObject : value : null;
}

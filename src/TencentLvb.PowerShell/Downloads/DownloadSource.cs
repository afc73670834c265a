using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace TencentLvb.Downloads;

/// <summary>
/// Reads what a download needs from an object by the names of its properties, so that objects that came from a CSV or JSON file,
/// a job or another session do as well as the module's own.
/// </summary>
internal sealed class DownloadSource(PSObject source)
{
    /// <summary>The type of the object, without what serialisation adds to it.</summary>
    public string TypeName => source.BaseObject is PSCustomObject && source.TypeNames.Count > 0
        ? source.TypeNames[0].Split('.').Last()
        : source.BaseObject.GetType().Name;

    public object Given => source.BaseObject is PSCustomObject ? source : source.BaseObject;

    /// <summary>Whether the object has such a property at all, with a text or none. The paths of a channel, for one, are a list, and none
    /// of a file.</summary>
    public bool Has(string name) => source.Properties[name] is not null && Value(name) is null or string or Uri;

    public string? Text(string name) =>
        Value(name) switch
        {
            null => null,

            // The text of an address as it was: its ToString decodes what was encoded on purpose.
            Uri address => address.OriginalString,
            IFormattable number and not DateTimeOffset and not DateTime => number.ToString(null, CultureInfo.InvariantCulture),
            var value => value.ToString()?.Trim() is { Length: > 0 } text ? text : null,
        };

    /// <summary>A count of bytes; null when there is none above zero.</summary>
    public long? Number(string name) =>
        long.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    /// <summary>A time; null when the object has none.</summary>
    /// <exception cref="LvbException">There is one that cannot be read: without it the file would get another name than it has
    /// elsewhere.</exception>
    public DateTimeOffset? Time(string name)
    {
        if (Raw(name) is not { } value || (value is string text && string.IsNullOrWhiteSpace(text)))
        {
            return null;
        }

        var culture = CultureInfo.CurrentCulture;
        return SourceTime.Read(value, culture) ?? throw LvbErrors.InvalidArgument(
            $"{name} '{LogRedaction.Foreign(value.ToString())}' is not a valid time: it is neither ISO 8601 nor in the format of the "
                + $"culture '{culture.Name}'.",
            "Read the file in the culture that it was written in, or write times as ISO 8601, for example $_.StartTime.ToString('o').");
    }

    private object? Value(string name) =>
        Raw(name) is { } value && value != AutomationNull.Value ? value is PSObject wrapped ? wrapped.BaseObject : value : null;

    private object? Raw(string name)
    {
        try
        {
            return source.Properties[name]?.Value;
        }
        catch (RuntimeException e)
        {
            // A property that is computed may fail; it is one of an object that the user made.
            throw LvbErrors.InvalidArgument(
                $"The property {name} of the {TypeName} object can't be read: {e.Message}",
                "Specify objects whose properties contain values.");
        }
    }
}

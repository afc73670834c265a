using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace TencentLvb.Downloads;

/// <summary>
/// Reads the data of a download from an object by property name, so that objects from a CSV or JSON file, a job or another session are
/// accepted like the module's own.
/// </summary>
internal sealed class DownloadSource(PSObject source)
{
    /// <summary>Gets the type name of the object, without the prefix of deserialized objects.</summary>
    public string TypeName => source.BaseObject is PSCustomObject && source.TypeNames.Count > 0
        ? source.TypeNames[0].Split('.').Last()
        : source.BaseObject.GetType().Name;

    public object Given => source.BaseObject is PSCustomObject ? source : source.BaseObject;

    /// <summary>
    /// Determines whether the object has such a property with a string or no value. The Path of a channel, for example, is a list and not
    /// that of a file.
    /// </summary>
    public bool Has(string name) => source.Properties[name] is not null && Value(name) is null or string or Uri;

    public string? Text(string name) =>
        Value(name) switch
        {
            null => null,

            // The original text of an address, because ToString decodes intentionally encoded characters.
            Uri address => address.OriginalString,
            IFormattable number and not DateTimeOffset and not DateTime => number.ToString(null, CultureInfo.InvariantCulture),
            var value => value.ToString()?.Trim() is { Length: > 0 } text ? text : null,
        };

    /// <summary>Returns a number of bytes; null if there is none above zero.</summary>
    public long? Number(string name) =>
        long.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    /// <summary>Returns a time; null if the object has none.</summary>
    /// <exception cref="LvbException">The time cannot be read. Without it, the file would get a different name than elsewhere.</exception>
    public DateTimeOffset? Time(string name)
    {
        if (Raw(name) is not { } value || (value is string text && string.IsNullOrWhiteSpace(text)))
        {
            return null;
        }

        var culture = CultureInfo.CurrentCulture;
        return SourceTime.Read(value, culture) ?? throw LvbErrors.InvalidArgument(
            $"{name} '{LogRedaction.Foreign(value.ToString())}' is not a valid time: it is neither ISO 8601 nor in the format of the "
                + (culture.Name.Length == 0 ? "invariant culture." : $"culture '{culture.Name}'."),
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
            // A computed property may fail. The object was created by the user.
            throw LvbErrors.InvalidArgument(
                $"The property {name} of the {TypeName} object cannot be read: {e.Message}",
                "Specify an object whose properties can be read.");
        }
    }
}

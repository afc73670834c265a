using System.Collections;
using System.Globalization;

namespace TencentLvb.Connections;

/// <summary>Maps formats to recording templates. Two maps are equal if all formats and templates are.</summary>
internal sealed class RecordTemplateMap : IEquatable<RecordTemplateMap>
{
    private static readonly string[] Formats = ["flv", "hls", "mp4", "aac"];
    private readonly SortedDictionary<string, long> _templates = new(StringComparer.Ordinal);

    private RecordTemplateMap()
    {
    }

    /// <summary>Gets the formats in lowercase with the IDs of their templates.</summary>
    public IReadOnlyDictionary<string, long> Templates => _templates;

    /// <summary>Creates a map from user input; null if it is empty.</summary>
    /// <exception cref="FormatException">A key is not a format, or a value is not the ID of a template.</exception>
    public static RecordTemplateMap? From(IDictionary given)
    {
        var map = new RecordTemplateMap();
        foreach (DictionaryEntry entry in given)
        {
            var format = Convert.ToString(entry.Key, CultureInfo.InvariantCulture)?.ToLowerInvariant() ?? "";
            if (Array.IndexOf(Formats, format) < 0)
            {
                throw new FormatException($"'{entry.Key}' is not a recording format");
            }

            var text = Convert.ToString(entry.Value, CultureInfo.InvariantCulture);
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id <= 0)
            {
                throw new FormatException($"'{entry.Value}' is not a recording template ID");
            }

            map._templates[format] = id;
        }

        return map._templates.Count == 0 ? null : map;
    }

    /// <summary>Returns a copy for the user, who may change it.</summary>
    public Hashtable ToHashtable()
    {
        var table = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in _templates)
        {
            table[entry.Key] = entry.Value;
        }

        return table;
    }

    public bool Equals(RecordTemplateMap? other) => other is not null && _templates.SequenceEqual(other._templates);

    public override bool Equals(object? obj) => Equals(obj as RecordTemplateMap);

    public override int GetHashCode() => _templates.Count == 0 ? 0 : _templates.First().Value.GetHashCode() ^ _templates.Count;

    public override string ToString() =>
        string.Join(", ", _templates.Select(t => t.Key + " = " + t.Value.ToString(CultureInfo.InvariantCulture)));
}

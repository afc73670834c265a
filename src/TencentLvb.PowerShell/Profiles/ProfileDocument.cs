using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TencentLvb.Profiles;

/// <summary>
/// Represents the content of a profile file. It is kept as JSON, so that fields that this version does not know are preserved. Names of
/// profiles are not case-sensitive.
/// </summary>
internal sealed class ProfileDocument
{
    private const int Version = 1;

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonNodeOptions AnyCase = new() { PropertyNameCaseInsensitive = true };
    private static readonly JsonDocumentOptions Strict = new() { AllowTrailingCommas = true };
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private readonly string _path;
    private readonly JsonObject _root;
    private readonly bool _hasComments;

    private ProfileDocument(string path, JsonObject root, bool hasComments = false)
    {
        _path = path;
        _root = root;
        _hasComments = hasComments;
        Names = CheckAll();
    }

    /// <summary>Gets the names of the profiles in the order of the file.</summary>
    public IReadOnlyList<string> Names { get; private set; }

    /// <summary>Gets the default profile; null if there is none.</summary>
    public string? Default => DefaultName is { } name ? NameOf(name) : null;

    /// <summary>Gets the name of the default profile in the file, even if there is no such profile; null for none.</summary>
    public string? DefaultName => _root["default"]?.GetValue<string>() is { Length: > 0 } name ? name : null;

    /// <summary>Gets fields that this version does not know. Misspelled fields have no effect.</summary>
    public IEnumerable<string> UnknownFields => Unknown(_root, "the file", ["version", "default", "profiles"])
        .Concat(Profiles.SelectMany(p => Unknown((JsonObject)p.Value!, $"the profile '{p.Key}'", ProfileJson.Fields)));

    /// <summary>Parses the text of a file. An empty file contains no profiles.</summary>
    /// <exception cref="LvbException">The file is damaged.</exception>
    public static ProfileDocument Parse(string text, string path)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new ProfileDocument(path, new JsonObject(AnyCase) { ["version"] = Version, ["profiles"] = new JsonObject(AnyCase) });
        }

        try
        {
            using var whole = JsonDocument.Parse(text, Lenient);
            CheckNames(whole.RootElement, path);
            var node = JsonNode.Parse(text, AnyCase, Lenient);
            return node is JsonObject root
                ? new ProfileDocument(path, root, HasComments(text))
                : throw ProfileErrors.Damaged(path, "it does not contain a JSON object");
        }
        catch (JsonException e)
        {
            throw ProfileErrors.Damaged(path, $"it is not valid JSON (line {e.LineNumber + 1})", e);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or ArgumentException)
        {
            // A value has an unexpected type.
            throw ProfileErrors.Damaged(path, Sentence(e.Message), e);
        }
    }

    /// <summary>Checks for comments, which a change would remove: the user must edit such a file manually.</summary>
    /// <exception cref="LvbException">The file contains comments.</exception>
    public void CheckChangeable()
    {
        if (_hasComments)
        {
            throw ProfileErrors.Commented(_path);
        }
    }

    public LvbProfile? Find(string name)
    {
        if (NameOf(name) is not { } found)
        {
            return null;
        }

        var isDefault = string.Equals(found, Default, StringComparison.OrdinalIgnoreCase);
        return ProfileJson.Read(found, isDefault, (JsonObject)Profiles[found]!, _path);
    }

    /// <summary>Changes a profile, or creates it if there is none with this name. The result is checked.</summary>
    public void Change(string name, Action<JsonObject> change)
    {
        var key = NameOf(name) ?? name;
        if (Profiles[key] is not JsonObject profile)
        {
            Profiles[key] = profile = new JsonObject(AnyCase);
        }

        change(profile);
        Names = CheckAll();
    }

    public void MakeDefault(string name) => _root["default"] = NameOf(name);

    public void DropDefault() => _root.Remove("default");

    public bool Remove(string name)
    {
        if (NameOf(name) is not { } key)
        {
            return false;
        }

        if (key == Default)
        {
            DropDefault();
        }

        Profiles.Remove(key);
        Names = CheckAll();
        return true;
    }

    public override string ToString() => _root.ToJsonString(Readable) + "\n";

    private JsonObject Profiles => (JsonObject)_root["profiles"]!;

    private string? NameOf(string name)
    {
        foreach (var known in Names)
        {
            if (string.Equals(known, name, StringComparison.OrdinalIgnoreCase))
            {
                return known;
            }
        }

        return null;
    }

    private List<string> CheckAll()
    {
        var version = _root["version"]?.GetValue<int>() ?? throw ProfileErrors.Damaged(_path, "its version is missing");
        if (version != Version)
        {
            throw ProfileErrors.Damaged(_path, $"its version is {version}, but this module supports only version {Version}");
        }

        _ = _root["default"]?.GetValue<string>();
        var profiles = _root["profiles"] as JsonObject ?? throw ProfileErrors.Damaged(_path, "'profiles' is not an object");
        var names = new List<string>();
        foreach (var entry in profiles)
        {
            _ = ProfileJson.Read(
                entry.Key,
                isDefault: false,
                entry.Value as JsonObject ?? throw ProfileErrors.Damaged(_path, $"the profile '{entry.Key}' is not an object"),
                _path);
            names.Add(entry.Key);
        }

        return names;
    }

    // Names that differ only in case are equal, so one of the two could never be used.
    private static void CheckNames(JsonElement item, string path)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in item.EnumerateObject())
        {
            if (!names.Add(field.Name))
            {
                throw ProfileErrors.Damaged(path, $"the name '{field.Name}' appears twice (names are not case-sensitive)");
            }

            CheckNames(field.Value, path);
        }
    }

    private static bool HasComments(string text)
    {
        try
        {
            using var strict = JsonDocument.Parse(text, Strict);
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private static IEnumerable<string> Unknown(JsonObject item, string where, IEnumerable<string> known) => item
        .Where(f => !known.Contains(f.Key, StringComparer.OrdinalIgnoreCase))
        .Select(f => $"'{f.Key}' in {where} is unknown and has no effect");

    private static string Sentence(string text) => char.ToLowerInvariant(text[0]) + text.Substring(1);
}

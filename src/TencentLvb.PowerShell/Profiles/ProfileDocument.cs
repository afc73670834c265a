using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TencentLvb.Profiles;

/// <summary>
/// What a profile file holds. Kept as the JSON that it is, so that fields which this version does not know survive a rewrite.
/// Names of profiles are compared without regard to case.
/// </summary>
internal sealed class ProfileDocument
{
    private const int Version = 1;

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string _path;
    private readonly JsonObject _root;

    private ProfileDocument(string path, JsonObject root)
    {
        _path = path;
        _root = root;
        Names = CheckAll();
    }

    /// <summary>The names of the profiles, in the order of the file.</summary>
    public IReadOnlyList<string> Names { get; private set; }

    /// <summary>The profile that is used when nobody names one; null when there is none.</summary>
    public string? Default => _root["default"]?.GetValue<string>() is { } name ? NameOf(name) : null;

    /// <summary>Reads the text of a file. An empty one holds no profiles.</summary>
    /// <exception cref="LvbException">The file is damaged.</exception>
    public static ProfileDocument Parse(string text, string path)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new ProfileDocument(path, new JsonObject { ["version"] = Version, ["profiles"] = new JsonObject() });
        }

        try
        {
            var node = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowTrailingCommas = true });
            return new ProfileDocument(path, node as JsonObject ?? throw ProfileErrors.Damaged(path, "it holds no JSON object"));
        }
        catch (JsonException e)
        {
            throw ProfileErrors.Damaged(path, $"it is no JSON (line {e.LineNumber + 1})", e);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or ArgumentException)
        {
            // A value of another kind than expected, or a name that comes twice.
            throw ProfileErrors.Damaged(path, Sentence(e.Message), e);
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

    /// <summary>Lets a profile be changed, and makes it when there is none of that name. The result is checked.</summary>
    public void Change(string name, Action<JsonObject> change)
    {
        var key = NameOf(name) ?? name;
        if (Profiles[key] is not JsonObject profile)
        {
            Profiles[key] = profile = [];
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
            throw ProfileErrors.Damaged(_path, $"its version is {version}, and this module knows version {Version}");
        }

        _ = _root["default"]?.GetValue<string>();
        var profiles = _root["profiles"] as JsonObject ?? throw ProfileErrors.Damaged(_path, "'profiles' is no object");
        var names = new List<string>();
        foreach (var entry in profiles)
        {
            _ = ProfileJson.Read(
                entry.Key,
                isDefault: false,
                entry.Value as JsonObject ?? throw ProfileErrors.Damaged(_path, $"the profile '{entry.Key}' is no object"),
                _path);
            names.Add(entry.Key);
        }

        return names;
    }

    private static string Sentence(string text) => char.ToLowerInvariant(text[0]) + text.Substring(1);
}

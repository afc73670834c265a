using System.Text.Json.Nodes;

namespace TencentLvb.Profiles;

/// <summary>What is to be set in a profile. A null takes a setting out, so that Connect-Lvb's default holds.</summary>
internal sealed class ProfileChange
{
    private static readonly string[] PlacesOfKeys = ["SecretId", "SecretName"];

    private readonly List<(string Parameter, object? Value)> _given = [];

    /// <summary>Notes a setting.</summary>
    public void Set(string parameter, object? value) => _given.Add((parameter, value is "" ? null : value));

    /// <summary>Makes the change in a profile's JSON.</summary>
    /// <param name="name">The profile's name, for messages.</param>
    /// <param name="profile">The profile as it was, or an empty one.</param>
    /// <param name="isTyped">Whether a parameter stands in the command, rather than on an object that was piped in.</param>
    /// <exception cref="LvbException">The settings do not go together.</exception>
    public void Apply(string name, JsonObject profile, Func<string, bool> isTyped)
    {
        var before = ProfileJson.ApiOf(profile);
        foreach (var (parameter, value) in _given)
        {
            ProfileJson.Set(profile, Field(parameter), value);
        }

        ChooseSource(profile, isTyped);
        DropUsualEndpoint(profile, isTyped);
        var given = _given.Where(g => g.Value is not null).Select(g => g.Parameter).ToArray();
        var service = ServiceSettings.ServiceOf(given);
        if (!ProfileJson.NamesAccount(profile))
        {
            throw LvbErrors.InvalidArgument(
                before is null
                    ? $"The profile '{name}' does not exist, and a new profile must specify an account."
                    : $"The profile '{name}' would no longer specify an account.",
                "Specify -AppId with -SecretName (API 2.0); -SecretId with -SecretName, or -CredentialSource (API 3.0); "
                    + "or only -SecretName for a secret that also contains the account.");
        }

        if (ProfileJson.ApiOf(profile) is { } api)
        {
            ServiceSettings.Check(
                api,
                given,
                $"the profile '{name}' has {(api == LvbApi.V2 ? "an APPID" : "a SecretId")} or another of its settings");
        }

        if (ProfileJson.ApiOf(profile) == LvbApi.V3 && profile["endpoint"] is { } endpoint)
        {
            _ = ConnectionLimits.CheckApi3Address("Endpoint", new Uri(endpoint.ToString()));
        }

        if (before == LvbApi.V3 && service == LvbApi.V2 && ProfileJson.HasApi3Settings(profile))
        {
            ServiceSettings.Check(LvbApi.V3, given, $"the profile '{name}' has a SecretId or another of its settings");
        }
    }

    private static string Field(string parameter) => char.ToLowerInvariant(parameter[0]) + parameter.Substring(1);

    // Keys come from one place. A connection shows the SecretId that its source names, which is then not to be kept beside it.
    private void ChooseSource(JsonObject profile, Func<string, bool> isTyped)
    {
        var source = _given.Find(g => g.Parameter == "CredentialSource").Value;
        var key = PlacesOfKeys.FirstOrDefault(p => _given.Exists(g => g.Parameter == p && g.Value is not null));
        if (source is not null && key is not null && isTyped(key))
        {
            throw LvbErrors.InvalidArgument(
                $"-CredentialSource and -{key} are both specified.",
                "Specify one place for the keys: -CredentialSource, or -SecretId and -SecretName.");
        }

        if (source is not null)
        {
            profile.Remove("secretId");
            profile.Remove("secretName");
            profile.Remove("vault");
        }
        else if (key is not null)
        {
            profile.Remove("credentialSource");
            profile.Remove("tccliProfile");
        }
    }

    // A connection shows the address of the product live. As a setting it would be that of all products.
    private static void DropUsualEndpoint(JsonObject profile, Func<string, bool> isTyped)
    {
        if (!isTyped("Endpoint") && ProfileJson.ApiOf(profile) == LvbApi.V3
            && profile["endpoint"]?.ToString() is { } endpoint
            && Enum.GetValues(typeof(LvbSite)).Cast<LvbSite>().Any(site => Usual(site) == endpoint))
        {
            profile.Remove("endpoint");
        }

        static string Usual(LvbSite site) => new LvbConnectionSettings { Api = LvbApi.V3, Site = site }.UsedEndpoint.ToString();
    }
}

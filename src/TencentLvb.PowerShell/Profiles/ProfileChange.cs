using System.Text.Json.Nodes;

namespace TencentLvb.Profiles;

/// <summary>Represents the settings to change in a profile. Null removes a setting, so that the default of Connect-Lvb applies.</summary>
internal sealed class ProfileChange
{
    private static readonly string[] PlacesOfKeys = ["SecretId", "SecretName"];

    private readonly List<(string Parameter, object? Value)> _given = [];

    /// <summary>Adds a setting.</summary>
    public void Set(string parameter, object? value) => _given.Add((parameter, value is "" ? null : value));

    /// <summary>Applies the change to the JSON of a profile.</summary>
    /// <param name="name">The profile's name, for messages.</param>
    /// <param name="profile">The current profile, or an empty one.</param>
    /// <param name="isTyped">Determines whether a parameter was specified in the command, not by a pipeline object.</param>
    /// <exception cref="LvbException">The settings cannot be combined.</exception>
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
                "Specify -AppId and -SecretName for API 2.0, or -SecretId and -SecretName (or -CredentialSource) for API 3.0. "
                    + "If the secret also contains the account, specify only -SecretName.");
        }

        if (ProfileJson.ApiOf(profile) is { } api)
        {
            ServiceSettings.Check(
                api,
                given,
                $"the profile '{name}' has {(api == LvbApi.V2 ? "an APPID" : "a SecretId")} or another setting of that API");
        }

        if (ProfileJson.ApiOf(profile) == LvbApi.V3 && profile["endpoint"] is { } endpoint)
        {
            _ = ConnectionLimits.CheckApi3Address("Endpoint", new Uri(endpoint.ToString()));
        }

        if (before == LvbApi.V3 && service == LvbApi.V2 && ProfileJson.HasApi3Settings(profile))
        {
            ServiceSettings.Check(LvbApi.V3, given, $"the profile '{name}' has a SecretId or another setting of that API");
        }
    }

    private static string Field(string parameter) => char.ToLowerInvariant(parameter[0]) + parameter.Substring(1);

    // Keys come from one source. A connection shows the SecretId that its source specifies, which must not be stored in addition.
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

    // A connection shows the address of the product live. As a setting it would apply to all products.
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

namespace TencentLvb.Connections;

/// <summary>Assigns settings to services. A setting of the other service is refused, because it would have no effect.</summary>
internal static class ServiceSettings
{
    private static readonly HashSet<string> OfApi2 = new(StringComparer.OrdinalIgnoreCase) { "AppId", "Key", "StatEndpoint", "Validity" };

    private static readonly HashSet<string> OfApi3 = new(StringComparer.OrdinalIgnoreCase)
    {
        "SecretId", "SecretKey", "SessionToken", "CredentialSource", "TccliProfile", "RoleArn",
        "Site", "Region", "VodSubAppId", "RecordTemplate",
    };

    /// <summary>Returns the service that settings require; null if all apply to both.</summary>
    /// <param name="given">The names of the specified parameters.</param>
    /// <exception cref="LvbException">Some belong to one service, and some to the other.</exception>
    public static LvbApi? ServiceOf(IReadOnlyCollection<string> given)
    {
        var old = given.FirstOrDefault(OfApi2.Contains);
        var current = given.FirstOrDefault(OfApi3.Contains);
        return old is not null && current is not null
            ? throw LvbErrors.InvalidArgument(
                $"-{old} is an API 2.0 setting, but -{current} is an API 3.0 setting.",
                "Specify the settings of only one API: -AppId and its key for API 2.0, or -SecretId and its key for API 3.0.")
            : old is not null ? LvbApi.V2 : current is not null ? LvbApi.V3 : null;
    }

    /// <summary>Refuses settings of the other service.</summary>
    /// <param name="api">The service of the connection.</param>
    /// <param name="given">The names of the specified parameters.</param>
    /// <param name="because">Why the connection uses this service, as a clause.</param>
    public static void Check(LvbApi api, IEnumerable<string> given, string because)
    {
        var (foreign, ours, theirs) = api == LvbApi.V3 ? (OfApi2, "3.0", "2.0") : (OfApi3, "2.0", "3.0");
        if (given.FirstOrDefault(foreign.Contains) is { } name)
        {
            throw LvbErrors.InvalidArgument(
                $"-{name} is an API {theirs} setting, but API {ours} is in use because {because}.",
                $"Omit -{name}.");
        }
    }
}

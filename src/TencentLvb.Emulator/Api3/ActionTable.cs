namespace TencentLvb.Emulator;

/// <summary>Lists every action of API 3.0 that the emulator implements, by product.</summary>
internal static class ActionTable
{
    private static readonly Dictionary<string, string> Versions = new(StringComparer.Ordinal)
    {
        ["live"] = "2018-08-01",
        ["vod"] = "2018-07-17",
        ["sts"] = "2018-08-13",
    };

    private static readonly Dictionary<(string Version, string Name), Api3Action> ByName =
        new[]
        {
            ChannelActions.All, DelayActions.All, StatisticsActions.All, DomainActions.All, RecordingActions.All,
            MediaActions.All, MixActions.All, CallbackActions.All, StsActions.All,
        }
            .SelectMany(area => area)
            .ToDictionary(action => (Versions[action.Service], action.Name));

    public static IReadOnlyCollection<Api3Action> All => ByName.Values;

    public static bool HasService(string service) => Versions.ContainsKey(service);

    public static bool HasVersion(string version) => Versions.ContainsValue(version);

    public static string? VersionOf(string service) => Versions.TryGetValue(service, out var version) ? version : null;

    public static string? ServiceOf(string? version) => Versions.FirstOrDefault(pair => pair.Value == version).Key;

    public static Api3Action? Find(string version, string name) => ByName.TryGetValue((version, name), out var action) ? action : null;
}

namespace TencentLvb.Emulator;

/// <summary>Lists the actions on delayed playback.</summary>
internal static class DelayActions
{
    private const string Name = "AppName DomainName StreamName";

    public static IEnumerable<Api3Action> All { get; } =
    [
        new("live", "AddDelayLiveStream", StreamDelay.Add)
        {
            Required = Name + " DelayTime", Optional = "ExpireTime", Frequency = (200, 200),
        },
        new("live", "ResumeDelayLiveStream", StreamDelay.Resume) { Required = Name, Frequency = (200, 200) },
        new("live", "DescribeLiveDelayInfoList", StreamDelay.List) { Frequency = (10, 500) },
    ];
}

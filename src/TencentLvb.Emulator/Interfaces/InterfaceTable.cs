namespace TencentLvb.Emulator;

/// <summary>Represents an interface: its exact name, its host, and its implementation.</summary>
internal sealed record InterfaceEntry(string Name, bool IsStatistics, Func<ApiCall, Reply> Answer);

/// <summary>Lists every interface that the emulator implements, by source file.</summary>
internal static class InterfaceTable
{
    public const string Mix = "Mix_StreamV2";

    private static readonly Dictionary<string, InterfaceEntry> ByName =
        new[]
        {
            LiveStatistics.Interfaces, PushHistory.Interfaces, PlayHistory.Interfaces, Billing.Interfaces, ChannelStatus.Interfaces,
            ChannelManagerApi.Interfaces, ChannelDelay.Interfaces, ChannelLists.Interfaces, TapeTasks.Interfaces, TapeFiles.Interfaces,
            ScreenshotQueueApi.Interfaces, MixStream.Interfaces,
        }
            .SelectMany(area => area)
            .ToDictionary(entry => entry.Name, StringComparer.Ordinal);

    public static IReadOnlyCollection<InterfaceEntry> All => ByName.Values;

    public static InterfaceEntry? Find(string name) => ByName.TryGetValue(name, out var entry) ? entry : null;
}

namespace TencentLvb.Emulator;

/// <summary>Represents a recording template: the formats that it records.</summary>
internal sealed record RecordTemplate(long Id, string Name, params string[] Formats)
{
    /// <summary>Gets the formats without a template or with an unknown one: HLS, which is kept indefinitely.</summary>
    public static IReadOnlyList<string> DefaultFormats { get; } = ["hls"];

    /// <summary>Gets one template for each format, and one that records two formats.</summary>
    public static IReadOnlyList<RecordTemplate> Sample { get; } =
    [
        new(1001, "flv", "flv"),
        new(1002, "mp4", "mp4"),
        new(1003, "hls", "hls"),
        new(1004, "audio", "aac"),
        new(1005, "archive", "flv", "mp4"),
    ];
}

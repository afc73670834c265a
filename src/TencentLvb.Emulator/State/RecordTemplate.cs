namespace TencentLvb.Emulator;

/// <summary>A recording template: the formats that it records.</summary>
internal sealed record RecordTemplate(long Id, string Name, params string[] Formats)
{
    /// <summary>Without a template, and with an unknown one, HLS is recorded and kept forever.</summary>
    public static IReadOnlyList<string> DefaultFormats { get; } = ["hls"];

    /// <summary>One for each format, and one that records two at once.</summary>
    public static IReadOnlyList<RecordTemplate> Sample { get; } =
    [
        new(1001, "flv", "flv"),
        new(1002, "mp4", "mp4"),
        new(1003, "hls", "hls"),
        new(1004, "audio", "aac"),
        new(1005, "archive", "flv", "mp4"),
    ];
}

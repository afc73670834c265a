namespace TencentLvb.Cmdlets;

/// <summary>Holds the data of one stream for a report, and the failures.</summary>
internal sealed class StreamReport(ReportStream stream)
{
    public ReportStream Stream { get; } = stream;

    /// <summary>Gets the playback minute by minute. Cleared after it was added to the sum of all streams.</summary>
    public List<LivePlayStatPoint> Playback { get; } = [];

    /// <summary>Gets the push point by point. Filled only for a dashboard, whose range is short.</summary>
    public List<LivePushStatPoint> Push { get; } = [];

    public List<TapeFile> Tapes { get; } = [];

    /// <summary>Gets or sets the state of a stream that the user specified; null if it was not queried.</summary>
    public LvbChannelState? State { get; set; }

    public List<ReportFailure> Failures { get; } = [];
}

/// <summary>Represents a part of a report that could not be read.</summary>
/// <param name="Part">The part, for example Viewers.</param>
/// <param name="Error">The reason.</param>
internal sealed record ReportFailure(string Part, LvbException Error);

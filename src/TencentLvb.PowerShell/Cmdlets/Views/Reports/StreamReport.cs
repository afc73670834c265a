namespace TencentLvb.Cmdlets;

/// <summary>What was read of one stream for a report, and what could not be read.</summary>
internal sealed class StreamReport(ReportStream stream)
{
    public ReportStream Stream { get; } = stream;

    /// <summary>The playback minute by minute; given away after it was added to the sum of all streams.</summary>
    public List<LivePlayStatPoint> Playback { get; } = [];

    /// <summary>The push point by point; filled for a dashboard alone, which is short.</summary>
    public List<LivePushStatPoint> Push { get; } = [];

    public List<TapeFile> Tapes { get; } = [];

    /// <summary>The state of a stream that the user named; null when it was not asked for.</summary>
    public LvbChannelState? State { get; set; }

    public List<ReportFailure> Failures { get; } = [];
}

/// <summary>A part of a report that could not be read.</summary>
/// <param name="Part">Which part, for example Viewers.</param>
/// <param name="Error">Why.</param>
internal sealed record ReportFailure(string Part, LvbException Error);

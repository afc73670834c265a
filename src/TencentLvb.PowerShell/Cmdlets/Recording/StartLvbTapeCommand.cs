using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Records streams, either between two times or, with -RealTime, immediately (LVB: Live_Tape_Start). Sent at most once, because a second
/// call may record twice; if the response is lost, the error is <c>LvbAmbiguousOutcome</c>.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "LvbTape", SupportsShouldProcess = true)]
[OutputType(typeof(TapeTask))]
public sealed class StartLvbTapeCommand : LvbStreamChangeCmdlet<TapeTask>
{
    private const int LastYear = 9900;

    /// <summary>
    /// The start of the recording. Default: now, for each stream separately. Cannot be combined with -RealTime, which always starts
    /// immediately.
    /// </summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? StartTime { get; set; }

    /// <summary>
    /// The end of the recording. Specify either this parameter or -Duration. With -RealTime both can be omitted, which means 30 minutes.
    /// </summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? EndTime { get; set; }

    /// <summary>The length of the recording from its start, in whole seconds. Specify either this parameter or -EndTime.</summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? Duration { get; set; }

    /// <summary>Starts immediately, for at most 30 minutes; the service recommends 5.</summary>
    [Parameter]
    public SwitchParameter RealTime { get; set; }

    /// <summary>The file format: flv (the default of the service), hls, mp4, or aac with -RecordType audio.</summary>
    [Parameter]
    [ValidateSet("flv", "hls", "mp4", "aac")]
    public string? FileFormat { get; set; }

    /// <summary>The content to record: video (with sound; the default of the service) or only audio.</summary>
    [Parameter]
    [ValidateSet("video", "audio")]
    public string? RecordType { get; set; }

    /// <summary>Records the mix if the stream is the output of a mix created with -NewStream.</summary>
    [Parameter]
    public SwitchParameter MixStream { get; set; }

    /// <summary>
    /// The recording template (API 3.0). By default the connection's template for the format is used, otherwise the only template that
    /// records only -FileFormat.
    /// </summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? TemplateId { get; set; }

    internal override string Operation =>
        RealTime ? "Record now " + Until(BackendLimits.Widest.LongestRealTimeTape)
        : StartTime is { } start ? FormattableString.Invariant($"Record from {start.ToLocalTime():yyyy-MM-dd HH:mm:ss} ") + Until(null)
        : "Record now " + Until(null);

    internal override bool EmitsResult => true;

    /// <inheritdoc/>
    protected override void Check()
    {
        if (EndTime is not null && Duration is not null)
        {
            ThrowInvalid("-EndTime and -Duration are both specified.", "Specify either the end or the length.", null);
        }

        if (EndTime is null && Duration is null && !RealTime)
        {
            ThrowInvalid("Neither -EndTime nor -Duration is specified.",
                "Specify -EndTime or -Duration, for example -Duration 1h. A recording with only -RealTime lasts 30 minutes.", null);
        }

        if (RealTime && StartTime is not null)
        {
            ThrowInvalid("-RealTime always starts immediately, so it cannot be combined with -StartTime.",
                "Omit -StartTime, or omit -RealTime to record between two times.", StartTime);
        }

        if (string.Equals(FileFormat, "aac", StringComparison.OrdinalIgnoreCase)
            && !string.Equals(RecordType, "audio", StringComparison.OrdinalIgnoreCase))
        {
            ThrowInvalid(
                "-FileFormat aac supports only audio.", "Specify -RecordType audio, or record video as flv, hls or mp4.", FileFormat);
        }

        _ = Options(DateTimeOffset.UtcNow);
    }

    internal override LvbOperation<TapeTask> Change(StreamKey stream) => Backend.StartTape(stream, Options(DateTimeOffset.UtcNow));

    // Streams can arrive from a slow pipeline at any time: the default start and a duration are counted from that moment.
    private TapeOptions Options(DateTimeOffset now)
    {
        if (Duration is { } length
            && (length <= TimeSpan.Zero || length.Ticks % TimeSpan.TicksPerSecond != 0 || length > BackendLimits.Widest.LongestTape))
        {
            throw LvbErrors.InvalidArgument(
                $"-Duration {length} is not allowed.", "Specify a whole number of seconds greater than zero, for example 90s, 5m or 2h.");
        }

        if (StartTime?.Year > LastYear || EndTime?.Year > LastYear)
        {
            throw LvbErrors.InvalidArgument($"A recording after the year {LastYear} is not allowed.", "Check -StartTime and -EndTime.");
        }

        var start = WholeSeconds(StartTime ?? now);
        var end = EndTime is { } given ? WholeSeconds(given) : start + (Duration ?? BackendLimits.Widest.LongestRealTimeTape);
        if (end <= start)
        {
            throw LvbErrors.InvalidArgument(
                FormattableString.Invariant($"The end of the recording ({end:yyyy-MM-dd HH:mm:ss zzz}) is not after its start ")
                    + FormattableString.Invariant($"({start.ToOffset(end.Offset):yyyy-MM-dd HH:mm:ss zzz})."),
                "Specify an -EndTime after -StartTime (the default is now), or specify a -Duration.");
        }

        if (end <= now)
        {
            throw LvbErrors.InvalidArgument(
                FormattableString.Invariant($"The end of the recording ({end:yyyy-MM-dd HH:mm:ss zzz}) has passed."),
                "Past broadcasts can no longer be recorded: specify an end time in the future.");
        }

        if (RealTime && end - start > BackendLimits.Widest.LongestRealTimeTape)
        {
            throw LvbErrors.InvalidArgument(
                $"A real-time recording of {end - start} is too long.",
                "Specify at most 30 minutes, or omit -RealTime: a timed recording that starts now can last longer.");
        }

        return new TapeOptions(start, end)
        {
            RealTime = RealTime,
            FileFormat = FileFormat?.ToLowerInvariant(),
            RecordType = RecordType?.ToLowerInvariant(),
            MixStream = MixStream,
            TemplateId = TemplateId,
        };
    }

    private string Until(TimeSpan? usual) =>
        EndTime is { } end ? FormattableString.Invariant($"until {end.ToLocalTime():yyyy-MM-dd HH:mm:ss}") : $"for {Duration ?? usual}";

    private static DateTimeOffset WholeSeconds(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}

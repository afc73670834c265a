namespace TencentLvb.Operations;

/// <summary>
/// Defines the limits of a service. Cmdlets divide ranges and set page sizes accordingly. The backend refuses what cannot be divided,
/// before any request.
/// </summary>
internal sealed record BackendLimits
{
    /// <summary>Gets the widest limits of all services, for checks before the connection is known.</summary>
    public static BackendLimits Widest { get; } = new();

    public PageLimits LiveStat { get; init; } = new(1, 300, 300);

    public PageLimits Channels { get; init; } = new(10, 100, 100);

    public PageLimits LiveChannels { get; init; } = new(1, 100, 100);

    public PageLimits TapeFiles { get; init; } = new(1, 100, 100);

    public PageLimits Screenshots { get; init; } = new(1, 100, 100);

    public RangeLimit PushHistory { get; init; } = RangeLimit.Any;

    public RangeLimit PlayHistory { get; init; } = RangeLimit.Any;

    public RangeLimit TapeFileRange { get; init; } = RangeLimit.Any;

    /// <summary>Gets the number of domains per page.</summary>
    public PageLimits Domains { get; init; } = new(10, 100, 100);

    /// <summary>Gets the range of one query for recording tasks. A task is listed if it is entirely within the range.</summary>
    public RangeLimit TapeTasks { get; init; } = RangeLimit.Any;

    public RangeLimit ScreenshotRange { get; init; } = RangeLimit.Any;

    /// <summary>Gets the number of screenshots that are taken from the queue at once.</summary>
    public int ScreenshotBatch { get; init; } = 100;

    public TimeSpan LongestSuspension { get; init; } = TimeSpan.FromDays(90);

    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>Gets the longest real-time recording, which is also the default length.</summary>
    public TimeSpan LongestRealTimeTape { get; init; } = TimeSpan.FromMinutes(30);

    public TimeSpan LongestTape { get; init; } = TimeSpan.FromDays(3660);

    public MixLimits Mix { get; init; } = new();

    /// <summary>Gets the clock error of this machine up to which the service accepts requests.</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>Defines the number of rows in a page of a list.</summary>
internal sealed record PageLimits(int Smallest, int Largest, int Default)
{
    /// <summary>
    /// Gets whether a full page has exactly the requested number of rows. If rows may be filtered out, pages cannot be skipped by number.
    /// </summary>
    public bool IsExact { get; init; } = true;

    /// <summary>Returns the page size: the specified one within the limits of the service; null for the default.</summary>
    public int SizeOf(int? wanted) => wanted is { } size ? Math.Min(Math.Max(size, Smallest), Largest) : Default;
}

/// <summary>Defines the range of time of one query.</summary>
internal sealed record RangeLimit
{
    /// <summary>Any range.</summary>
    public static readonly RangeLimit Any = new();

    /// <summary>Gets the longest range; null for any.</summary>
    public TimeSpan? Longest { get; init; }

    /// <summary>Gets whether a range must be within one calendar day in China.</summary>
    public bool OneChinaDay { get; init; }

    /// <summary>
    /// Returns the windows to query, in chronological order. Windows entirely in the future are empty and are omitted, except for the
    /// first.
    /// </summary>
    public IEnumerable<TimeWindow> Split(TimeWindow range, DateTimeOffset now)
    {
        var windows = OneChinaDay ? ChinaTime.Days(range.Start, range.End)
            : Longest is { } length ? TimeWindow.Split(range.Start, range.End, length)
            : [range];
        return windows.TakeWhile((window, index) => index == 0 || window.Start <= now);
    }
}

/// <summary>Defines the limits of a mix. Sizes are in pixels.</summary>
internal sealed record MixLimits
{
    public int MostInputs { get; init; } = 16;

    public double LargestPixel { get; init; } = 3000;

    /// <summary>Gets the highest bitrate in kbit/s.</summary>
    public int LargestBitrate { get; init; } = 50000;
}

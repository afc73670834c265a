namespace TencentLvb.Operations;

/// <summary>
/// What a service allows. Cmdlets split ranges and size pages by it; what cannot be split, the backend refuses before it asks anything.
/// </summary>
internal sealed record BackendLimits
{
    /// <summary>The widest of all services: for what is checked before the connection is known.</summary>
    public static BackendLimits Widest { get; } = new();

    public PageLimits LiveStat { get; init; } = new(1, 300, 300);

    public PageLimits Channels { get; init; } = new(10, 100, 100);

    public PageLimits LiveChannels { get; init; } = new(1, 100, 100);

    public PageLimits TapeFiles { get; init; } = new(1, 100, 100);

    public PageLimits Screenshots { get; init; } = new(1, 100, 100);

    public RangeLimit PushHistory { get; init; } = RangeLimit.Any;

    public RangeLimit PlayHistory { get; init; } = RangeLimit.Any;

    public RangeLimit TapeFileRange { get; init; } = RangeLimit.Any;

    /// <summary>Domains per page.</summary>
    public PageLimits Domains { get; init; } = new(10, 100, 100);

    /// <summary>What one question for recording tasks may cover. A task is listed when it lies wholly within it.</summary>
    public RangeLimit TapeTasks { get; init; } = RangeLimit.Any;

    public RangeLimit ScreenshotRange { get; init; } = RangeLimit.Any;

    /// <summary>How many screenshots are taken from the queue at once.</summary>
    public int ScreenshotBatch { get; init; } = 100;

    public TimeSpan LongestSuspension { get; init; } = TimeSpan.FromDays(90);

    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>How long a real-time recording may last; also what it lasts when no end is given.</summary>
    public TimeSpan LongestRealTimeTape { get; init; } = TimeSpan.FromMinutes(30);

    public TimeSpan LongestTape { get; init; } = TimeSpan.FromDays(3660);

    public MixLimits Mix { get; init; } = new();

    /// <summary>How far this machine's clock may be off before the service refuses its requests.</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>How many rows a page of a list may have.</summary>
internal sealed record PageLimits(int Smallest, int Largest, int Default)
{
    /// <summary>
    /// Whether a full page has just as many rows as were asked for. Where it may have fewer, since rows are filtered out, pages cannot
    /// be skipped by number.
    /// </summary>
    public bool IsExact { get; init; } = true;

    /// <summary>The size to ask with: what the user wants, as far as the service allows it; null leaves it to the service.</summary>
    public int SizeOf(int? wanted) => wanted is { } size ? Math.Min(Math.Max(size, Smallest), Largest) : Default;
}

/// <summary>Which range of time one question may cover.</summary>
internal sealed record RangeLimit
{
    /// <summary>Any range.</summary>
    public static readonly RangeLimit Any = new();

    /// <summary>The longest range; null for any.</summary>
    public TimeSpan? Longest { get; init; }

    /// <summary>A range must lie within one calendar day of China.</summary>
    public bool OneChinaDay { get; init; }

    /// <summary>
    /// The windows to ask for, from the earliest on. Windows that lie wholly in the future hold nothing and are left out, but for the
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

/// <summary>What a mix may be made of. Sizes are pixels.</summary>
internal sealed record MixLimits
{
    public int MostInputs { get; init; } = 16;

    public double LargestPixel { get; init; } = 3000;

    /// <summary>In kbit/s.</summary>
    public int LargestBitrate { get; init; } = 50000;
}

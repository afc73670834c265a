namespace TencentLvb.Operations;

/// <summary>Which page of a list.</summary>
/// <param name="Number">The number of the page, from 1 on.</param>
/// <param name="Size">How many rows a page has.</param>
/// <param name="Token">
/// What the page before said of the next one (<see cref="Page.Next"/>); null for the first page, and where pages are numbered.
/// </param>
internal readonly record struct PageRequest(int Number, int Size, string? Token = null)
{
    /// <summary>The request for what follows a page.</summary>
    public PageRequest After(Page page) => new(Number + 1, Size, page.Next);
}

/// <summary>Which live streams.</summary>
internal sealed record LiveStatQuery
{
    /// <summary>One stream; null for all that are live.</summary>
    public string? StreamId { get; init; }

    /// <summary>Only what is pushed to this domain; null for any.</summary>
    public string? PushDomain { get; init; }

    /// <summary>Only what is pushed to this path; null for any.</summary>
    public string? AppName { get; init; }

    /// <summary>Only what is played from this domain; null for any.</summary>
    public string? PlayDomain { get; init; }
}

/// <summary>Whose playback, and when.</summary>
internal sealed record PlayHistoryQuery(TimeWindow Window)
{
    /// <summary>One stream; null for the whole account.</summary>
    public string? StreamId { get; init; }

    /// <summary>Only playback from this domain; null for all.</summary>
    public string? PlayDomain { get; init; }
}

/// <summary>Which channels of the account.</summary>
internal sealed record ChannelQuery
{
    /// <summary>Only channels in this state; null for all.</summary>
    public LvbChannelState? Status { get; init; }

    /// <summary>The latest first.</summary>
    public bool Descending { get; init; }

    /// <summary>Only this push domain; null for the service's choice.</summary>
    public string? PushDomain { get; init; }

    /// <summary>Only this path; null for all.</summary>
    public string? AppName { get; init; }

    /// <summary>The range of a list of what was pushed; null for the service's default.</summary>
    public TimeWindow? Window { get; init; }
}

/// <summary>Which of the channels that are live.</summary>
internal sealed record LiveChannelQuery
{
    public string? PushDomain { get; init; }

    public string? AppName { get; init; }
}

/// <summary>Which recorded files of a stream.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Window">When they were recorded; null for the service's default range.</param>
/// <param name="Descending">The latest first.</param>
internal sealed record TapeFileQuery(StreamKey Stream, TimeWindow? Window, bool Descending);

/// <summary>Which screenshots of a stream: those whose notification was sent in the window.</summary>
internal sealed record ScreenshotQuery(StreamKey Stream, TimeWindow Window);

/// <summary>What to record. Times are whole seconds.</summary>
internal sealed record TapeOptions(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>Starts at once, whatever <see cref="Start"/> says.</summary>
    public bool RealTime { get; init; }

    /// <summary>flv, hls, mp4 or aac; null for the service's default.</summary>
    public string? FileFormat { get; init; }

    /// <summary>video or audio; null for the service's default.</summary>
    public string? RecordType { get; init; }

    /// <summary>Records the mix that comes out under the stream's id.</summary>
    public bool MixStream { get; init; }

    /// <summary>The recording template (API 3.0); null to find one by <see cref="FileFormat"/>.</summary>
    public long? TemplateId { get; init; }
}

/// <summary>A mix to start.</summary>
internal sealed record MixRequest(string SessionId, string OutputStreamId, IReadOnlyList<LvbMixInput> Inputs)
{
    /// <summary>The output is a stream of its own instead of taking the place of an input.</summary>
    public bool NewStream { get; init; }

    /// <summary>In kbit/s; null leaves it to the service.</summary>
    public int? Bitrate { get; init; }

    /// <summary>The layout; null leaves it to the service.</summary>
    public int? TemplateId { get; init; }
}

/// <summary>A call of an interface by its own name.</summary>
internal sealed record RawCall(string Interface)
{
    /// <summary>The parameters as the user gave them; null for none.</summary>
    public System.Collections.IDictionary? Parameters { get; init; }

    /// <summary>The parameters as a JSON object, for a service that takes them so; null for none.</summary>
    public Func<byte[]>? ParametersAsJson { get; init; }

    /// <summary>The JSON body; null for none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The interface lives on the statistics host (API 2.0).</summary>
    public bool Statistics { get; init; }

    /// <summary>The product (API 3.0), for example <c>vod</c>; null for live.</summary>
    public string? Service { get; init; }

    /// <summary>The product's version (API 3.0), for example <c>2018-08-01</c>; null for the known one.</summary>
    public string? Version { get; init; }
}

/// <summary>An interface that a backend knows by name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Where">Where it is: a host or a product.</param>
/// <param name="Retry">What may be done when a call fails.</param>
internal sealed record KnownInterface(string Name, string Where, RetryClass Retry);

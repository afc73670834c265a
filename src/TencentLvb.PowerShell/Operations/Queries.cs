namespace TencentLvb.Operations;

/// <summary>Selects a page of a list.</summary>
/// <param name="Number">The number of the page, starting at 1.</param>
/// <param name="Size">The number of rows per page.</param>
/// <param name="Token">The token from the previous page (<see cref="Page.Next"/>); null for the first page, and if pages are
/// numbered.</param>
internal readonly record struct PageRequest(int Number, int Size, string? Token = null)
{
    /// <summary>Returns the request for the page after another.</summary>
    public PageRequest After(Page page) => new(Number + 1, Size, page.Next);
}

/// <summary>Selects live streams.</summary>
internal sealed record LiveStatQuery
{
    /// <summary>Gets the stream; null for all that are live.</summary>
    public string? StreamId { get; init; }

    /// <summary>Gets the push domain; null for any.</summary>
    public string? PushDomain { get; init; }

    /// <summary>Gets the path; null for any.</summary>
    public string? AppName { get; init; }

    /// <summary>Gets the play domain; null for any.</summary>
    public string? PlayDomain { get; init; }
}

/// <summary>Selects the playback of a stream or the account in a window.</summary>
internal sealed record PlayHistoryQuery(TimeWindow Window)
{
    /// <summary>Gets the stream; null for the whole account.</summary>
    public string? StreamId { get; init; }

    /// <summary>Gets the play domain; null for all.</summary>
    public string? PlayDomain { get; init; }
}

/// <summary>Selects channels of the account.</summary>
internal sealed record ChannelQuery
{
    /// <summary>Gets the state; null for all.</summary>
    public LvbChannelState? Status { get; init; }

    /// <summary>Gets whether the latest are returned first.</summary>
    public bool Descending { get; init; }

    /// <summary>Gets the push domain; null for the service's choice.</summary>
    public string? PushDomain { get; init; }

    /// <summary>Gets the path; null for all.</summary>
    public string? AppName { get; init; }

    /// <summary>Gets the range in which streams were pushed; null for the default of the service.</summary>
    public TimeWindow? Window { get; init; }
}

/// <summary>Selects live channels.</summary>
internal sealed record LiveChannelQuery
{
    public string? PushDomain { get; init; }

    public string? AppName { get; init; }
}

/// <summary>Selects the recorded files of a stream.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Window">The range of the recordings; null for the default range of the service.</param>
/// <param name="Descending">Whether the latest are returned first.</param>
internal sealed record TapeFileQuery(StreamKey Stream, TimeWindow? Window, bool Descending);

/// <summary>Selects the screenshots of a stream whose notification was sent in the window.</summary>
internal sealed record ScreenshotQuery(StreamKey Stream, TimeWindow Window);

/// <summary>Specifies a recording. Times are whole seconds.</summary>
internal sealed record TapeOptions(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>Gets whether recording starts immediately, regardless of <see cref="Start"/>.</summary>
    public bool RealTime { get; init; }

    /// <summary>Gets the format: flv, hls, mp4 or aac; null for the default of the service.</summary>
    public string? FileFormat { get; init; }

    /// <summary>Gets the content: video or audio; null for the default of the service.</summary>
    public string? RecordType { get; init; }

    /// <summary>Gets whether the mix with the stream's ID is recorded.</summary>
    public bool MixStream { get; init; }

    /// <summary>Gets the recording template (API 3.0); null to find one by <see cref="FileFormat"/>.</summary>
    public long? TemplateId { get; init; }
}

/// <summary>Specifies a mix to start.</summary>
internal sealed record MixRequest(string SessionId, string OutputStreamId, IReadOnlyList<LvbMixInput> Inputs)
{
    /// <summary>Gets whether the output is a separate stream instead of replacing an input.</summary>
    public bool NewStream { get; init; }

    /// <summary>Gets the bitrate in kbit/s; null for the default of the service.</summary>
    public int? Bitrate { get; init; }

    /// <summary>Gets the layout; null for the default of the service.</summary>
    public int? TemplateId { get; init; }
}

/// <summary>Specifies a call of an interface by name.</summary>
internal sealed record RawCall(string Interface)
{
    /// <summary>Gets the parameters as the user specified them; null for none.</summary>
    public System.Collections.IDictionary? Parameters { get; init; }

    /// <summary>Gets a function that returns the parameters as a JSON object, for a service that requires it; null for none.</summary>
    public Func<byte[]>? ParametersAsJson { get; init; }

    /// <summary>Gets the JSON body; null for none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Gets whether the interface is on the statistics host (API 2.0).</summary>
    public bool Statistics { get; init; }

    /// <summary>Gets the product (API 3.0), for example <c>vod</c>; null for live.</summary>
    public string? Service { get; init; }

    /// <summary>Gets the version of the product (API 3.0), for example <c>2018-08-01</c>; null for the known version.</summary>
    public string? Version { get; init; }
}

/// <summary>Represents an interface that a backend knows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Where">Its host or product.</param>
/// <param name="Retry">Its retry class.</param>
internal sealed record KnownInterface(string Name, string Where, RetryClass Retry);

using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Gets the channels of the account in the order of their creation (LVB: Live_Channel_GetChannelList). To list only the live ones, use
/// <c>Get-LvbLiveChannel</c>.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LvbChannel", SupportsPaging = true)]
[OutputType(typeof(Channel))]
public sealed class GetLvbChannelCommand : LvbAccountCmdlet
{
    private static readonly TimeSpan UsualRange = TimeSpan.FromDays(7);

    private TimeWindow? _range;
    private bool _hasAlias;

    /// <summary>Only channels in this state: NoInput, Live or Disabled. The services cannot filter by other states.</summary>
    [Parameter]
    public LvbChannelState? Status { get; set; }

    /// <summary>Only channels of this push domain (API 3.0; API 2.0 does not filter by it).</summary>
    [Parameter]
    [Alias("Domain", "DomainName")]
    [AllowNull, AllowEmptyString]
    [ArgumentCompleter(typeof(PushDomainCompleter))]
    public string? PushDomain { get; set; }

    /// <summary>Only channels of this path, usually <c>live</c> (API 3.0; API 2.0 does not filter by it).</summary>
    [Parameter]
    [AllowNull, AllowEmptyString]
    public string? AppName { get; set; }

    /// <summary>
    /// API 3.0: the start of the range in which the channels were pushed. Default: seven days before its end. The service keeps two
    /// months.
    /// </summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? StartTime { get; set; }

    /// <summary>API 3.0: the end of that range. Default: now.</summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? EndTime { get; set; }

    /// <summary>API 3.0: the length of that range up to its end. Cannot be combined with -StartTime.</summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? Last { get; set; }

    /// <summary>Returns the latest channels first.</summary>
    [Parameter]
    public SwitchParameter Descending { get; set; }

    /// <summary>The number of rows per request, 10 to 100. Default: 100.</summary>
    [Parameter]
    [ValidateRange(10, 100)]
    public int PageSize { get; set; } = 100;

    /// <inheritdoc/>
    protected override void Check()
    {
        if (StartTime is not null || EndTime is not null || Last is not null)
        {
            _range = QueryRange.History(this, StartTime, EndTime, Last, UsualRange);
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        var query = new ChannelQuery
        {
            Status = Status,
            Descending = Descending,
            PushDomain = StreamInput.NullIfEmpty(PushDomain),
            AppName = StreamInput.NullIfEmpty(AppName),
            Window = _range,
        };
        _hasAlias = ChannelIdAlias.IsOfType();
        var first = new PageRequest(1, RowsPerPage(Backend.Limits.Channels, PageSize));
        var output = new PagedWriter(this, PagingParameters, isOneList: true);
        new PageReader<Page<Channel>>(Calls, output, page => Backend.GetChannels(query, page)) { Moves = Status == LvbChannelState.Live }
            .Run(Backend.Limits.Channels.IsExact ? output.SkipPages(first) : first);
    }

    /// <inheritdoc/>
    private protected override object? Decorated(object? output)
        => output is Channel channel && !_hasAlias ? ChannelIdAlias.AddTo(channel) : output;
}

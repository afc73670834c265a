using System.Management.Automation;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>
/// The base class of cmdlets that query all streams of the account if no stream is specified. An empty pipeline never means all.
/// </summary>
public abstract class LvbOptionalStreamCmdlet : LvbStreamsCmdlet
{
    private protected LvbOptionalStreamCmdlet()
    {
    }

    /// <summary>The streams, by ID (also called channel ID or live code), for example <c>8888_news</c>. Default: all streams.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ChannelId", "StreamName")]
    [AllowNull, AllowEmptyString, AllowEmptyCollection]
    [StreamIdArgument]
    [ArgumentCompleter(typeof(StreamIdCompleter))]
    public string[]? StreamId { get; set; }

    /// <summary>Indicates whether all streams are queried: no stream is specified, and none can come from the pipeline.</summary>
    internal bool AsksForAll => !MyInvocation.BoundParameters.ContainsKey(nameof(StreamId)) && !MyInvocation.ExpectingInput;

    internal sealed override string[]? GivenStreams => StreamId;
}

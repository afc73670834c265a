using System.Management.Automation;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>A cmdlet that asks about all streams of the account when it is told none. An empty pipeline never means all.</summary>
public abstract class LvbOptionalStreamCmdlet : LvbStreamsCmdlet
{
    private protected LvbOptionalStreamCmdlet()
    {
    }

    /// <summary>The streams, by id (also called channel id or live code), as <c>8888_news</c>; none given means all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ChannelId", "StreamName")]
    [AllowNull, AllowEmptyString, AllowEmptyCollection]
    [StreamIdArgument]
    [ArgumentCompleter(typeof(StreamIdCompleter))]
    public string[]? StreamId { get; set; }

    /// <summary>Whether the user asks about all streams: no stream is named, and none is to come by the pipeline.</summary>
    internal bool AsksForAll => !MyInvocation.BoundParameters.ContainsKey(nameof(StreamId)) && !MyInvocation.ExpectingInput;

    internal sealed override string[]? GivenStreams => StreamId;
}

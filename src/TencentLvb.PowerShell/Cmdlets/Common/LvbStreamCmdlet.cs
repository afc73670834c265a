using System.Management.Automation;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>The base class of cmdlets that require streams.</summary>
public abstract class LvbStreamCmdlet : LvbStreamsCmdlet
{
    private protected LvbStreamCmdlet()
    {
    }

    /// <summary>The streams, by ID (also called channel ID or live code), for example <c>8888_news</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ChannelId", "StreamName")]
    [AllowNull, AllowEmptyString, AllowEmptyCollection]
    [StreamIdArgument]
    [ArgumentCompleter(typeof(StreamIdCompleter))]
    public string[]? StreamId { get; set; }

    internal sealed override string[]? GivenStreams => StreamId;
}

using System.Management.Automation;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>A cmdlet that must be told its streams.</summary>
public abstract class LvbStreamCmdlet : LvbStreamsCmdlet
{
    private protected LvbStreamCmdlet()
    {
    }

    /// <summary>The streams, by id (also called channel id or live code), as <c>8888_news</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ChannelId", "StreamName")]
    [AllowNull, AllowEmptyString, AllowEmptyCollection]
    [StreamIdArgument]
    [ArgumentCompleter(typeof(StreamIdCompleter))]
    public string[]? StreamId { get; set; }

    internal sealed override string[]? GivenStreams => StreamId;
}

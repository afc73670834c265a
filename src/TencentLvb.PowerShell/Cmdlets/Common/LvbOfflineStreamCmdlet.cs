using System.Management.Automation;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>A cmdlet over streams that sends nothing: it needs no connection.</summary>
public abstract class LvbOfflineStreamCmdlet : LvbCmdlet
{
    private protected LvbOfflineStreamCmdlet()
    {
    }

    /// <summary>The streams, by id (also called channel id or live code), as <c>8888_news</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ChannelId", "StreamName")]
    [AllowNull, AllowEmptyString, AllowEmptyCollection]
    [StreamIdArgument]
    [ArgumentCompleter(typeof(StreamIdCompleter))]
    public string[]? StreamId { get; set; }

    /// <summary>The streams of this input that can be used; for each of the others an error is written.</summary>
    internal IEnumerable<string> ValidStreams() => StreamInput.Valid(this, StreamId);
}

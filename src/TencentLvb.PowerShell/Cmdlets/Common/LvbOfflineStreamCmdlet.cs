using System.Management.Automation;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>The base class of stream cmdlets that send no requests and require no connection.</summary>
public abstract class LvbOfflineStreamCmdlet : LvbCmdlet
{
    private protected LvbOfflineStreamCmdlet()
    {
    }

    /// <summary>The streams, by ID (also called channel ID or live code), for example <c>8888_news</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ChannelId", "StreamName")]
    [AllowNull, AllowEmptyString, AllowEmptyCollection]
    [StreamIdArgument]
    [ArgumentCompleter(typeof(StreamIdCompleter))]
    public string[]? StreamId { get; set; }

    /// <summary>Returns the valid stream IDs of this input, and writes an error for each of the others.</summary>
    internal IEnumerable<string> ValidStreams() => StreamInput.Valid(this, StreamId);
}

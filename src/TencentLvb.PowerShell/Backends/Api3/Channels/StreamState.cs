using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>DescribeLiveStreamState: the state of one stream. A stream that was never pushed is inactive.</summary>
internal static class StreamState
{
    public static Api3Request<ChannelStatus> Request(string streamId, StreamPlace place) => new(
        Api3Action.StreamState, Of(streamId, place), response => Read(streamId, place, response)) { Stream = streamId };

    /// <summary>The three parameters by which most actions name a stream.</summary>
    public static JsonObject Of(string streamId, StreamPlace place) => new()
    {
        ["AppName"] = place.AppName,
        ["DomainName"] = place.PushDomain,
        ["StreamName"] = streamId,
    };

    private static ChannelStatus Read(string streamId, StreamPlace place, Api3Response response) => new()
    {
        StreamId = streamId,
        PushDomain = place.PushDomain,
        AppName = place.AppName,
        Status = Api3Response.Required(response.Fields, "StreamState") switch
        {
            "active" => LvbChannelState.Live,
            "inactive" => LvbChannelState.NoInput,
            "forbid" => LvbChannelState.Disabled,
            var other => throw Unknown(streamId, other, response.RequestId),
        },
    };

    private static LvbException Unknown(string streamId, string state, string? requestId) => new(
        LvbErrors.BadReplyId,
        $"{Api3Action.StreamState} of {streamId}: the service reported the state '{LogRedaction.Foreign(state)}', "
            + "which this module does not know.",
        "Look for a newer version of the module: Update-Module TencentLvb. "
            + "Invoke-LvbApi DescribeLiveStreamState shows the answer as it is.")
    {
        Interface = Api3Action.StreamState.Name,
        RequestId = requestId,
        StatusCode = 200,
        Reason = LvbErrorReason.BadReply,
    };
}

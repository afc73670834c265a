using System.Text.Json;
using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>DescribeLiveStreamState: the state of one stream. A stream that was never pushed is inactive.</summary>
internal sealed class StreamState : Api3Request<ChannelStatus>
{
    private readonly string _streamId;
    private readonly StreamPlace _place;

    public StreamState(string streamId, StreamPlace place)
        : base(Api3Action.StreamState, Api3Json.Bytes((streamId, place), static (writer, of) => Write(writer, of.streamId, of.place)))
    {
        _streamId = streamId;
        _place = place;
        Stream = streamId;
    }

    /// <summary>Returns the three parameters with which most actions identify a stream.</summary>
    public static JsonObject Of(string streamId, StreamPlace place) => new()
    {
        ["AppName"] = place.AppName,
        ["DomainName"] = place.PushDomain,
        ["StreamName"] = streamId,
    };

    public override ChannelStatus Read(Api3Response response) => new()
    {
        StreamId = _streamId,
        PushDomain = _place.PushDomain,
        AppName = _place.AppName,
        Status = Api3Response.Required(response.Fields, "StreamState") switch
        {
            "active" => LvbChannelState.Live,
            "inactive" => LvbChannelState.NoInput,
            "forbid" => LvbChannelState.Disabled,
            var other => throw Unknown(_streamId, other, response.RequestId),
        },
    };

    // Writes the same as Of without creating an object.
    private static void Write(Utf8JsonWriter writer, string streamId, StreamPlace place)
    {
        writer.WriteStartObject();
        writer.WriteString("AppName", place.AppName);
        writer.WriteString("DomainName", place.PushDomain);
        writer.WriteString("StreamName", streamId);
        writer.WriteEndObject();
    }

    private static LvbException Unknown(string streamId, string state, string? requestId) => new(
        LvbErrors.BadReplyId,
        $"{Api3Action.StreamState} of {streamId}: the service reported the state '{LogRedaction.Foreign(state)}', "
            + "which this module does not recognize.",
        "Update the module: Update-Module TencentLvb. "
            + "Invoke-LvbApi DescribeLiveStreamState shows the original response.")
    {
        Interface = Api3Action.StreamState.Name,
        RequestId = requestId,
        StatusCode = 200,
        Reason = LvbErrorReason.BadReply,
    };
}

namespace TencentLvb.Emulator;

/// <summary>Mix_StreamV2: starts and cancels mixes. The body determines which; the response has its own envelope.</summary>
internal static class MixStream
{
    public const string StartName = "mix_streamv2.start_mix_stream_advanced";
    public const string CancelName = "mix_streamv2.cancel_mix_stream";

    public static IEnumerable<InterfaceEntry> Interfaces { get; } =
    [
        new(InterfaceTable.Mix, IsStatistics: false, Answer),
        new(StartName, IsStatistics: false, Answer),
        new(CancelName, IsStatistics: false, Answer),
    ];

    public static Reply Answer(ApiCall call)
    {
        MixRequest? request = null;
        try
        {
            request = MixBody.Read(call.Body);
            MixRules.Need(request.EventId is > 0 and <= int.MaxValue, MixCodes.InputParameter, "eventId");
            MixRules.Need(request.AppId is > 0 and <= int.MaxValue, MixCodes.InputParameter, "app_id");
            MixRules.CheckHead(request);
            var mixes = new MixControl(call.Account, call.Shapes, call.Now);
            switch (request.Action)
            {
                case StartName when IsOldCancel(request, call):
                case CancelName:
                    mixes.Cancel(request.SessionId, request.OutputId);
                    break;
                case StartName:
                    mixes.Start(request, MixLimits.Api2);
                    break;
                default:
                    throw new ApiError(MixCodes.CannotParse, "interface");
            }

            return Write(Codes.Ok, "Success!", request, call.Shapes);
        }
        catch (ApiError error)
        {
            return Write(error.Ret, error.Message, request, call.Shapes);
        }
    }

    /// <summary>Before cancel existed, a start with only the main stream ended the mix.</summary>
    private static bool IsOldCancel(MixRequest request, ApiCall call) =>
        request.Inputs is { Count: 1 } inputs && inputs[0].StreamId == request.OutputId
            && call.Account.Mixes.Find(request.SessionId) is not null;

    private static Reply Write(int code, string message, MixRequest? request, Shapes shapes)
    {
        using var json = new AnswerJson();
        json.StartObject();
        json.Number("code", (long)code);
        if (!shapes.Has(LvbEmulatorShape.MixEventIdMissing) && request is not null)
        {
            if (shapes.Has(LvbEmulatorShape.MixEventIdNumber))
            {
                json.Number("event_id", request.EventId);
            }
            else
            {
                json.Text("event_id", Wire.Text(request.EventId));
            }
        }

        json.Text("message", message);
        json.Number("timestamp", request?.Timestamp ?? 0);
        json.EndObject();
        return Reply.Raw(code, json.ToArray());
    }
}

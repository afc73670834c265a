namespace TencentLvb.Emulator;

/// <summary>Mix_StreamV2: starts and cancels mixes. Which of both stands in the body; its answer has an envelope of its own.</summary>
internal static class MixStream
{
    public const string StartName = "mix_streamv2.start_mix_stream_advanced";
    public const string CancelName = "mix_streamv2.cancel_mix_stream";
    private static readonly TimeSpan PushedFor = TimeSpan.FromSeconds(5);

    public static Reply Answer(ApiCall call)
    {
        MixRequest? request = null;
        try
        {
            request = MixRequest.Read(call.Body);
            MixRules.CheckHead(request);
            switch (request.Action)
            {
                case StartName when IsOldCancel(request, call):
                case CancelName:
                    Cancel(request, call);
                    break;
                case StartName:
                    Start(request, call);
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

    /// <summary>Before there was a cancel, a start with the main stream alone ended the mix.</summary>
    private static bool IsOldCancel(MixRequest request, ApiCall call) =>
        request.Inputs is { Count: 1 } inputs && inputs[0].StreamId == request.OutputId && call.Account.Mixes.Find(request.SessionId) is not null;

    private static void Cancel(MixRequest request, ApiCall call)
    {
        var mix = call.Account.Mixes.Find(request.SessionId) ?? throw new ApiError(MixCodes.SessionUnknown, "session does not exist");
        MixRules.Need(mix.OutputId == request.OutputId, MixCodes.CancelOutputDiffers, "output_stream_id differs");
        call.Account.Mixes.End(mix, call.Now);
    }

    private static void Start(MixRequest request, ApiCall call)
    {
        var inputs = request.Inputs is { Count: > 0 } list ? list : throw new ApiError(MixCodes.CannotParse, "input_stream_list is empty");
        MixRules.CheckInputs(request, inputs);
        MixRules.Need(request.AppId == call.Account.AppId, MixCodes.InputNotFound, "input not found: wrong app_id");

        var mixes = call.Account.Mixes;
        var running = mixes.Find(request.SessionId);
        MixRules.Need(running is null || running.OutputId == request.OutputId, MixCodes.OtherOutput, "session in use with other output");
        if (call.Shapes.Has(LvbEmulatorShape.MixSessionRest))
        {
            MixRules.Need(!mixes.Rests(request.SessionId, call.Now), MixCodes.NotTriggered, "session was cancelled less than 30 s ago");
        }

        foreach (var input in inputs.Where(input => input.IsPushed))
        {
            CheckPushed(input, call);
        }

        var output = call.Account.Streams.Find(request.OutputId);
        MixRules.Need(request.OutputType == 0 || running is not null || output is not { IsLive: true }, MixCodes.OutputInUse, "output_stream_id in use");
        MixRules.Need(output is null || request.OutputType == 0 || output.MayPush(call.Now), MixCodes.NotTriggered, "output_stream_id is banned");

        IReadOnlyList<string> ids = [.. inputs.Select(input => input.StreamId)];
        if (running is not null)
        {
            running.Inputs = ids;
            return;
        }

        mixes.Start(new Mix(request.SessionId, request.OutputId, request.OutputType == 1, ids), call.Now);
    }

    private static void CheckPushed(MixInput input, ApiCall call)
    {
        var session = call.Account.Streams.Find(input.StreamId)?.OpenSession;
        var longEnough = session is not null && (!call.Shapes.Has(LvbEmulatorShape.MixNeedsFiveSeconds) || session.Start + PushedFor <= call.Now);
        MixRules.Need(longEnough, MixCodes.InputNotFound, "input not found: " + input.StreamId);

        var stream = call.Account.Streams.Find(input.StreamId)!;
        MixRules.Need(
            (input.CropX ?? 0) + (input.CropWidth ?? 0) <= stream.Width && (input.CropY ?? 0) + (input.CropHeight ?? 0) <= stream.Height,
            MixCodes.Crop,
            "crop lies outside the input");
    }

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

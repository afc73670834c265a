namespace TencentLvb.Emulator;

/// <summary>
/// Starts, changes and cancels mixes of the account for both services. A violation of a rule is an <see cref="ApiError"/>.
/// </summary>
internal sealed class MixControl(Account account, Shapes shapes, DateTimeOffset now)
{
    private const int MostMixesOfInput = 20;
    private static readonly TimeSpan PushedFor = TimeSpan.FromSeconds(5);

    /// <param name="sessionId">The mix.</param>
    /// <param name="outputId">The expected output; null for any.</param>
    public void Cancel(string sessionId, string? outputId)
    {
        var mix = account.Mixes.Find(sessionId) ?? throw new ApiError(MixCodes.SessionUnknown, "session does not exist");
        MixRules.Need(outputId is null || mix.OutputId == outputId, MixCodes.CancelOutputDiffers, "output_stream_id differs");
        account.Mixes.End(mix, now);
    }

    public void Start(MixRequest request, MixLimits limits)
    {
        var inputs = request.Inputs is { Count: > 0 } list ? list : throw new ApiError(MixCodes.CannotParse, "input_stream_list is empty");
        MixRules.CheckInputs(request, inputs, limits);
        MixRules.Need(request.AppId == account.AppId, MixCodes.InputNotFound, "input not found: wrong app_id");

        var running = account.Mixes.Find(request.SessionId);
        MixRules.Need(running is null || running.OutputId == request.OutputId, MixCodes.OtherOutput, "session in use with another output");
        if (shapes.Has(LvbEmulatorShape.MixSessionRest))
        {
            MixRules.Need(!account.Mixes.Rests(request.SessionId, now), MixCodes.NotTriggered, "session was cancelled less than 30 s ago");
        }

        foreach (var input in inputs.Where(input => input.IsPushed))
        {
            CheckPushed(input);
            var others = account.Mixes.CountOf(input.StreamId, request.SessionId);
            MixRules.Need(others < MostMixesOfInput - 1, MixCodes.TooManyMixes, "one stream in 20 mixes: " + input.StreamId);
        }

        var output = account.Streams.Find(request.OutputId);
        MixRules.Need(
            request.OutputType == 0 || running is not null || output is not { IsLive: true },
            MixCodes.OutputInUse,
            "output_stream_id in use");
        MixRules.Need(
            output is null || request.OutputType == 0 || output.MayPush(now), MixCodes.NotTriggered, "output_stream_id is banned");

        IReadOnlyList<string> ids = [.. inputs.Select(input => input.StreamId)];
        if (running is not null)
        {
            running.Inputs = ids;
            return;
        }

        account.Mixes.Start(new Mix(request.SessionId, request.OutputId, request.OutputType == 1, ids), now);
    }

    private void CheckPushed(MixInput input)
    {
        var stream = account.Streams.Find(input.StreamId);
        var session = stream?.OpenSession;
        var longEnough = session is not null && (!shapes.Has(LvbEmulatorShape.MixNeedsFiveSeconds) || session.Start + PushedFor <= now);
        MixRules.Need(longEnough, MixCodes.InputNotFound, "input not found: " + input.StreamId);
        MixRules.Need(
            (input.CropX ?? 0) + (input.CropWidth ?? 0) <= stream!.Width && (input.CropY ?? 0) + (input.CropHeight ?? 0) <= stream.Height,
            MixCodes.Crop,
            "crop lies outside the input");
    }
}

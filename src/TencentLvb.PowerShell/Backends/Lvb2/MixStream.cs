namespace TencentLvb.Backends.Lvb2;

/// <summary>Mix_StreamV2: starts a mix (a second call would make another one) and cancels it. Everything but the common parameters goes in a JSON body.</summary>
internal static class MixStream
{
    // An input that was pushed a moment ago is not known yet: the service asks to try again shortly.
    private static readonly int[] NotReadyYet = [MixCodes.InputNotFound, MixCodes.SizeQueryFailed];

    public static LvbRequest<StreamMix> Start(MixCall call, MixOptions options, IReadOnlyList<LvbMixInput> inputs)
    {
        MixRules.CheckNames(call.SessionId, call.OutputStreamId);
        MixRules.CheckInputs(call.OutputStreamId, options.NewStream, inputs);
        return new LvbRequest<StreamMix>(Lvb2Interface.MixStream, [], _ => new StreamMix
        {
            SessionId = call.SessionId,
            OutputStreamId = call.OutputStreamId,
            InputStreamId = inputs.Select(i => i.StreamId).ToArray(),
        })
        {
            Action = "start",
            Body = unixTime => MixBody.Start(call, unixTime, options, inputs),
            NotReadyYet = NotReadyYet,
            WhatMayExist = $"the mix '{call.SessionId}' may be running, with the output '{call.OutputStreamId}'",
            HowToLook = HowToLook(call, options.NewStream),
        };
    }

    // An output that is one of the inputs is live with the mix and without it: its state says nothing.
    private static string HowToLook(MixCall call, bool isNewStream)
    {
        var stop = $"Stop-LvbStreamMix -SessionId {CommandText.Quote(call.SessionId)} -OutputStreamId {CommandText.Quote(call.OutputStreamId)}";
        return isNewStream
            ? $"See whether its output is live: Get-LvbChannelStatus -StreamId {CommandText.Quote(call.OutputStreamId)}. This ends it: {stop}"
            : $"No interface tells whether a stream that is pushed is mixed too: play it and look. This ends the mix, and error LvbApi.-30300 means that there is none: {stop}";
    }

    public static LvbRequest<StreamMix> Cancel(MixCall call, IReadOnlyList<string> inputStreamIds)
    {
        MixRules.CheckNames(call.SessionId, call.OutputStreamId);
        return new LvbRequest<StreamMix>(Lvb2Interface.MixStream, [], _ => new StreamMix
        {
            SessionId = call.SessionId,
            OutputStreamId = call.OutputStreamId,
            InputStreamId = inputStreamIds.ToArray(),
        })
        {
            Action = "cancel",
            Retry = RetryClass.SameState,
            Body = unixTime => MixBody.Cancel(call, unixTime),
            DoneWhenRepeated = MixCodes.SessionUnknown,
            WhatMayExist = $"the mix '{call.SessionId}' may have ended",
            HowToLook = "Stop it again: error LvbApi.-30300 means that it has ended.",
        };
    }
}

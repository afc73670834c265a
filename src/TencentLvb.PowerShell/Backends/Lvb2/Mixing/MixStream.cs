namespace TencentLvb.Backends.Lvb2;

/// <summary>
/// Mix_StreamV2: starts a mix (a second call would create another one) and cancels it. All parameters except for the common ones are sent
/// in a JSON body.
/// </summary>
internal static class MixStream
{
    // Inputs that have just been pushed are not known yet: the service asks clients to try again shortly.
    private static readonly int[] NotReadyYet = [MixCodes.InputNotFound, MixCodes.SizeQueryFailed];

    public static Lvb2Request<StreamMix> Start(MixCall call, MixRequest mix)
    {
        MixRules.Check(mix, BackendLimits.Widest.Mix);
        var inputs = mix.Inputs.Select(i => i.StreamId).ToArray();
        return new Lvb2Request<StreamMix>(new WireParameters(Lvb2Interface.MixStream), _ => Result(call, inputs))
        {
            Action = "start",
            Body = unixTime => MixBody.Start(call, unixTime, mix),
            NotReadyYet = NotReadyYet,
            WhatMayExist = $"the mix '{call.SessionId}' might be running, with the output '{call.OutputStreamId}'",
            HowToLook = HowToLook(call, mix.NewStream),
        };
    }

    public static Lvb2Request<StreamMix> Cancel(MixCall call, string[] inputs)
    {
        MixRules.CheckNames(call.SessionId, call.OutputStreamId);
        return new Lvb2Request<StreamMix>(new WireParameters(Lvb2Interface.MixStream), _ => Result(call, inputs))
        {
            Action = "cancel",
            Retry = RetryClass.SameState,
            Body = unixTime => MixBody.Cancel(call, unixTime),
            DoneWhenRepeated = MixCodes.SessionUnknown,
            WhatMayExist = $"the mix '{call.SessionId}' might have ended",
            HowToLook = "Stop the mix again. The error LvbApi.-30300 means that the mix has ended.",
        };
    }

    private static StreamMix Result(MixCall call, string[] inputs) => new()
    {
        SessionId = call.SessionId,
        OutputStreamId = call.OutputStreamId,
        InputStreamId = inputs,
    };

    // If the output is one of the inputs, it is live with and without the mix, so its state says nothing.
    private static string HowToLook(MixCall call, bool isNewStream)
    {
        var stop = "Stop-LvbStreamMix"
            + $" -SessionId {CommandText.Quote(call.SessionId)} -OutputStreamId {CommandText.Quote(call.OutputStreamId)}";
        return isNewStream
            ? $"Check whether the output of the mix is live: Get-LvbChannelStatus -StreamId {CommandText.Quote(call.OutputStreamId)}. "
                + $"To end the mix: {stop}"
            : "The service does not report whether a mix replaces a pushed stream. Play the stream to find out. "
                + $"To end the mix (the error LvbApi.-30300 means that no mix is running): {stop}";
    }
}

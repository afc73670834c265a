namespace TencentLvb.Emulator;

/// <summary>CreateCommonMixStream and CancelCommonMixStream. The same session with another layout replaces the earlier one.</summary>
internal static class CommonMix
{
    public static Action<AnswerJson>? Create(Api3Call call)
    {
        var request = CommonMixReader.Read(call);
        var mixes = new MixControl(call.Account, call.Shapes, call.Now);
        return Named(call, () =>
        {
            MixRules.CheckHead(request);
            if (IsCancel(request))
            {
                mixes.Cancel(request.SessionId, null);
            }
            else
            {
                mixes.Start(request, MixLimits.Api3);
            }
        });
    }

    public static Action<AnswerJson>? Cancel(Api3Call call)
    {
        var session = call.Parameters.NeedText("MixStreamSessionId");
        return Named(call, () => new MixControl(call.Account, call.Shapes, call.Now).Cancel(session, null));
    }

    /// <summary>A request with a single input and a new stream ends the mix, unless a copy is allowed.</summary>
    private static bool IsCancel(MixRequest request) => request is { Inputs.Count: 1, OutputType: 1, AllowCopy: false };

    private static Action<AnswerJson>? Named(Api3Call call, Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (ApiError error)
        {
            throw CommonMixErrors.Of(error, call.Shapes);
        }
    }
}

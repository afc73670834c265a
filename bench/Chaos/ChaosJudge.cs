namespace TencentLvb.Bench;

/// <summary>Compares the results of the calls of a round with the journal: what arrived, how often, and what went wrong in
/// transit.</summary>
internal sealed class ChaosJudge(IReadOnlyList<LvbEmulatorRequest> journal, IReadOnlyList<(string What, long Before, long After)> upheavals)
{
    // A request with one of these faults changes nothing. Refusals say so; the others do not.
    private static readonly string[] Refusals =
    [
        nameof(LvbEmulatorFaultKind.Http429), nameof(LvbEmulatorFaultKind.FrequencyLimit), nameof(LvbEmulatorFaultKind.TimeExpired),
        nameof(LvbEmulatorFaultKind.SignInvalid),
    ];

    private static readonly string[] Unprocessed =
    [
        .. Refusals, nameof(LvbEmulatorFaultKind.DropBeforeReading), nameof(LvbEmulatorFaultKind.DropAfterReading),
        nameof(LvbEmulatorFaultKind.Reset), nameof(LvbEmulatorFaultKind.Http403), nameof(LvbEmulatorFaultKind.Http500),
        nameof(LvbEmulatorFaultKind.Http503), nameof(LvbEmulatorFaultKind.SystemError), nameof(LvbEmulatorFaultKind.NotActivated),
        nameof(LvbEmulatorFaultKind.Unauthorized),
    ];

    private static readonly string[] Connections = ["DropBefore", "DropAfter", "Reset", "HalfAnswer", "Delay"];

    private const int RecentRequests = 100;

    public void Judge(ChaosResult result)
    {
        var sent = Sent(result);
        if (result.Call.Once is { } once)
        {
            JudgeOnce(result, [
                .. sent.Where(request => request.Interface == once
                    && request.Body.Contains(result.Call.OnceBody, StringComparison.Ordinal)),
            ]);
        }

        foreach (var error in result.Errors)
        {
            var id = error.FullyQualifiedErrorId.Split(',')[0];
            ChaosFailure.Unless(error.Exception is LvbException, $"failed with a {error.Exception.GetType().Name}: {error}");
            ChaosFailure.Unless(
                IsExplained(id, error.Exception.Message, sent, result),
                $"failed with {id}, which nothing on the wire explains ({string.Join(", ", sent)}): {error} {result.Warnings}");
        }
    }

    private static void JudgeOnce(ChaosResult result, IReadOnlyList<LvbEmulatorRequest> sent)
    {
        var refused = sent.Count(IsRefused);
        var carriedOut = sent.Count(IsCarriedOut);
        var what = string.Join(", ", sent);
        ChaosFailure.Unless(sent.Count <= 1 + refused, $"was sent again although it may have arrived: {what}");
        ChaosFailure.Unless(carriedOut <= 1, $"was carried out {carriedOut} times: {what}");
        ChaosFailure.Unless(!result.Succeeded || carriedOut == 1, $"succeeded, and was carried out {carriedOut} times: {what}");
        var id = (result.Errors.Count == 0 ? null : result.Errors[0])?.FullyQualifiedErrorId.Split(',')[0];
        ChaosFailure.Unless(
            carriedOut == 0 || id is null or "LvbAmbiguousOutcome" or "LvbNoReturnData" or "LvbBadReply",
            $"was carried out, but failed with {id}, which does not say that it may have been: {what}");
    }

    private List<LvbEmulatorRequest> Sent(ChaosResult result)
    {
        var call = result.Call;
        var first = journal.Count == 0 ? 1 : journal[0].Number;

        // A request of a stopped call may arrive later. Its tag is unique.
        var last = call.Once is not null && call.Tag is not null ? long.MaxValue : result.Last;
        var sent = new List<LvbEmulatorRequest>();
        for (var i = (int)(result.First + 1 - first); i < journal.Count && journal[i].Number <= last; i++)
        {
            var request = journal[i];
            if ((request.Service is null) == (call.Api == LvbApi.V2)
                && (call.Interfaces.Contains(request.Interface) || request.Interface.Length == 0)
                && (call.Tag is null || Mentions(request, call.Tag)))
            {
                sent.Add(request);
            }
        }

        return sent;
    }

    // A request whose body was not read does not show which call sent it.
    private static bool Mentions(LvbEmulatorRequest request, string tag) =>
        request.Query.Contains(tag, StringComparison.Ordinal) || request.Body.Contains(tag, StringComparison.Ordinal);

    private static bool IsRefused(LvbEmulatorRequest request) => request.Fault is { } fault && Refusals.Contains(fault)
        || (request.Fault is null or nameof(LvbEmulatorFaultKind.ClockSkew) or nameof(LvbEmulatorFaultKind.Delay) && !IsOk(request));

    private static bool IsCarriedOut(LvbEmulatorRequest request) =>
        (request.Fault is null || !Unprocessed.Contains(request.Fault)) && IsOk(request);

    private static bool IsOk(LvbEmulatorRequest request) => request.Service is null ? request.Ret == 0 : request.Code is null;

    private bool IsExplained(string id, string message, IReadOnlyList<LvbEmulatorRequest> sent, ChaosResult result)
    {
        var faults = sent.Select(request => request.Fault).Where(fault => fault is not null).Select(fault => fault!).ToHashSet();

        // Only the headers were read: with API 3.0, they do not show which call sent the request.
        if (journal.Skip((int)result.First).TakeWhile(request => request.Number <= result.Last)
            .Any(request => request.Fault == nameof(LvbEmulatorFaultKind.DropBeforeReading)
                && result.Call.Interfaces.Contains(request.Interface)))
        {
            faults.Add(nameof(LvbEmulatorFaultKind.DropBeforeReading));
        }

        bool Had(params string[] kinds) => kinds.Any(kind => faults.Any(fault => fault.StartsWith(kind, StringComparison.Ordinal)));
        return id switch
        {
            "LvbNetwork" when message.Contains("not sent", StringComparison.Ordinal) => journal.TakeWhile(r => r.Number <= result.Last)
                .Count(r => r.Fault is { } fault && Connections.Any(kind => fault.StartsWith(kind, StringComparison.Ordinal))) >= 8,
            "LvbNetwork" => Had("DropBefore", "DropAfter", "Reset", "HalfAnswer"),
            "LvbTimeout" => Had("Delay"),
            "LvbBadReply" => Had("Garbage", "WrongShape", "EmptyReply", "EmptyResponse", "HalfAnswer"),
            "LvbAmbiguousOutcome" => Had([.. Connections, "Http5", "SystemError"]),
            "LvbNoReturnData" => Had("NoReturnData"),
            "LvbSignatureInvalid" => Had("SignInvalid") || Within("rotation", result),
            "LvbSignatureExpired" => Had("TimeExpired", "ClockSkew") || ClockWasWrong(result),

            // The first attempt ended the mix, its response was lost, and the keys were rotated before the next attempt.
            "LvbApi.-30300" or "LvbApi.InvalidParameter.CancelSessionNotExist" =>
                result.Call.Command == "Stop-LvbStreamMix" && sent.Any(IsCarriedOut),
            "LvbNotActivated" => Had("NotActivated"),
            "LvbApi.1201" or "LvbApi.InternalError" => Had("SystemError"),
            "LvbApi.1202" or "LvbApi.RequestLimitExceeded" => Had("FrequencyLimit"),
            "LvbApi.AuthFailure.UnauthorizedOperation" => Had("Unauthorized"),
            _ => id.StartsWith("LvbHttp.", StringComparison.Ordinal) && Had("Http" + id["LvbHttp.".Length..]),
        };
    }

    // The sessions share the clock correction of the connection, and a call corrects it once.
    private bool ClockWasWrong(ChaosResult result)
    {
        var recent = result with { First = result.First - RecentRequests };
        return Within("jump", recent) || journal.Any(request => request.Number > recent.First && request.Number <= result.Last
            && request.Fault == nameof(LvbEmulatorFaultKind.ClockSkew) && (request.Service is null) == (result.Call.Api == LvbApi.V2));
    }

    // Calls in flight meanwhile may have seen either state.
    private bool Within(string what, ChaosResult result) =>
        upheavals.Any(u => u.What == what && u.After >= result.First && u.Before <= result.Last);
}

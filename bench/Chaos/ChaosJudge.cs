using System.Management.Automation;

namespace TencentLvb.Bench;

/// <summary>Compares the results of the calls of a round with the journal: what arrived, how often, and what went wrong in
/// transit.</summary>
internal sealed class ChaosJudge(IReadOnlyList<LvbEmulatorRequest> journal, IReadOnlyList<ChaosUpheaval> upheavals)
{
    private readonly ChaosCauses _causes = new(journal, upheavals);

    /// <summary>The at-most-once calls that were stopped after they had been carried out. Each was named in a warning.</summary>
    public int Named { get; private set; }

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
                _causes.Explain(id, error.Exception.Message, Own(sent, result.Call, error), result),
                $"failed with {id}, which nothing on the wire explains ({Text(sent)}): {error} {result.Warnings}");
            if (result.Call.IsChange)
            {
                JudgeUnclear((LvbException)error.Exception, sent);
            }
        }
    }

    private void JudgeOnce(ChaosResult result, IReadOnlyList<LvbEmulatorRequest> sent)
    {
        var refused = sent.Count(IsRefused);
        var carriedOut = sent.Count(IsCarriedOut);
        ChaosFailure.Unless(sent.Count <= 1 + refused, $"was sent again although it may have arrived: {Text(sent)}");
        ChaosFailure.Unless(carriedOut <= 1, $"was carried out {carriedOut} times: {Text(sent)}");
        ChaosFailure.Unless(!result.Succeeded || carriedOut == 1, $"succeeded, and was carried out {carriedOut} times: {Text(sent)}");
        var id = (result.Errors.Count == 0 ? null : result.Errors[0])?.FullyQualifiedErrorId.Split(',')[0];

        // A cmdlet without output may have received the response and ended before the stop. An error that was written before the stop is
        // checked like any other error.
        var mayHaveEnded = !result.Call.HasOutput && sent.Where(IsCarriedOut).All(request => request.Fault is null);
        if (result.Stopped && carriedOut > 0 && result.Outcome.Output.Count == 0 && result.Errors.Count == 0 && !mayHaveEnded)
        {
            Named++;
            ChaosFailure.Unless(
                result.Warnings.Contains(result.Call.Tag!, StringComparison.Ordinal),
                $"was stopped, but was carried out, and no warning says that it may have been: {Text(sent)} {result.Warnings}");
        }

        ChaosFailure.Unless(
            carriedOut == 0 || id is null or "LvbAmbiguousOutcome" or "LvbNoReturnData" or "LvbBadReply",
            $"was carried out, but failed with {id}, which does not say that it may have been: {Text(sent)}");
    }

    // All requests of a change have the same effect. If one of them was carried out, the error has to mention that.
    private static void JudgeUnclear(LvbException error, IReadOnlyList<LvbEmulatorRequest> sent) => ChaosFailure.Unless(
        !sent.Any(IsCarriedOut) || $"{error.Message} {error.RecommendedAction}".Contains(" might ", StringComparison.Ordinal),
        $"was carried out, but failed with {error.ErrorId}, which does not say that it may have been ({Text(sent)}): "
            + $"{error.Message} {error.RecommendedAction}");

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

    // A call about several streams reports one error per stream.
    private static List<LvbEmulatorRequest> Own(List<LvbEmulatorRequest> sent, ChaosCall call, ErrorRecord error) =>
        call.Each is null ? sent : sent.FindAll(request => Mentions(request, $"{error.TargetObject}"));

    // A request whose body was not read does not show which call sent it.
    private static bool Mentions(LvbEmulatorRequest request, string tag) =>
        request.Query.Contains(tag, StringComparison.Ordinal) || request.Body.Contains(tag, StringComparison.Ordinal);

    private static bool IsRefused(LvbEmulatorRequest request) => request.Fault is { } fault && ChaosCauses.Refusals.Contains(fault)
        || (request.Fault is null or nameof(LvbEmulatorFaultKind.ClockSkew) or nameof(LvbEmulatorFaultKind.Delay) && !IsOk(request));

    private static bool IsCarriedOut(LvbEmulatorRequest request) =>
        (request.Fault is null || !ChaosCauses.Unprocessed.Contains(request.Fault)) && IsOk(request);

    private static bool IsOk(LvbEmulatorRequest request) => request.Service is null ? request.Ret == 0 : request.Code is null;

    private static string Text(IReadOnlyList<LvbEmulatorRequest> sent) => string.Join(", ", sent.Select(r => $"{r.Number} {r}"));
}

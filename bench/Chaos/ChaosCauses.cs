namespace TencentLvb.Bench;

/// <summary>A change of the keys or of the clock: the number of requests in the journal before it and after it.</summary>
internal sealed record ChaosUpheaval(string What, long Before, long After)
{
    public const string Rotation = "rotation";
    public const string Jump = "jump";
}

/// <summary>Finds the cause of an error in the journal. An error without a cause is a bug of the module.</summary>
internal sealed class ChaosCauses(IReadOnlyList<LvbEmulatorRequest> journal, IReadOnlyList<ChaosUpheaval> upheavals)
{
    // A request with one of these faults changes nothing. Refusals say so; the others do not.
    public static readonly string[] Refusals =
    [
        nameof(LvbEmulatorFaultKind.Http429), nameof(LvbEmulatorFaultKind.FrequencyLimit), TimeExpired, SignInvalid,
    ];

    public static readonly string[] Unprocessed =
    [
        .. Refusals, nameof(LvbEmulatorFaultKind.DropBeforeReading), nameof(LvbEmulatorFaultKind.DropAfterReading),
        nameof(LvbEmulatorFaultKind.Reset), nameof(LvbEmulatorFaultKind.Http403), nameof(LvbEmulatorFaultKind.Http500),
        nameof(LvbEmulatorFaultKind.Http503), nameof(LvbEmulatorFaultKind.SystemError), nameof(LvbEmulatorFaultKind.NotActivated),
        nameof(LvbEmulatorFaultKind.Unauthorized),
    ];

    private const string TimeExpired = nameof(LvbEmulatorFaultKind.TimeExpired);
    private const string ClockSkew = nameof(LvbEmulatorFaultKind.ClockSkew);
    private const string SignInvalid = nameof(LvbEmulatorFaultKind.SignInvalid);
    private const int SignInvalidRet = 4003;
    private const int TimeExpiredRet = 4004;

    // The circuit breaker opens after this number of consecutive failures. Parallel calls do not finish in the order of the journal.
    private const int FailuresToOpen = 8;
    private const int BreakerWindow = 2 * FailuresToOpen;

    // A request is recorded shortly after its signature was checked. At most this number of other requests is recorded in between.
    private const int MostUnderWay = 72;

    private static readonly string[] Connections = ["DropBefore", "DropAfter", "Reset", "HalfAnswer", "Delay"];

    /// <param name="id">The id of the error.</param>
    /// <param name="message">Its message.</param>
    /// <param name="own">The requests of the call. If they do not show which call sent them: all requests of its interfaces during the
    /// call.</param>
    /// <param name="result">The call.</param>
    public bool Explain(string id, string message, IReadOnlyList<LvbEmulatorRequest> own, ChaosResult result)
    {
        var faults = own.Select(request => request.Fault).Where(fault => fault is not null).Select(fault => fault!).ToHashSet();

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
            "LvbNetwork" when message.Contains("not sent", StringComparison.Ordinal) => BreakerOpened(result),
            "LvbNetwork" => Had("DropBefore", "DropAfter", "Reset", "HalfAnswer"),
            "LvbTimeout" => Had("Delay"),
            "LvbBadReply" => Had("Garbage", "WrongShape", "EmptyReply", "EmptyResponse", "HalfAnswer") || PageMoved(message, result),
            "LvbAmbiguousOutcome" => Had([.. Connections, "Http5", "SystemError"]),
            "LvbNoReturnData" => Had("NoReturnData"),
            "LvbSignatureInvalid" => KeyWasWrongTwice(own, result),
            "LvbSignatureExpired" => ClockWasWrongTwice(own),
            "LvbNotActivated" => Had("NotActivated"),
            "LvbApi.1201" or "LvbApi.InternalError" => Had("SystemError"),
            "LvbApi.1202" or "LvbApi.RequestLimitExceeded" => Had("FrequencyLimit"),
            "LvbApi.AuthFailure.UnauthorizedOperation" => Had("Unauthorized"),
            _ => id.StartsWith("LvbHttp.", StringComparison.Ordinal) && Had("Http" + id["LvbHttp.".Length..]),
        };
    }

    /// <summary>
    /// After the first refusal, a call corrects its clock and is sent again immediately. A single refusal is therefore never an error,
    /// whatever the cause. A second refusal is an error, and needs its own cause: a fault of the second attempt, a clock that jumped
    /// between the attempts, or (API 3.0) a wrong time in the first response. API 2.0 accepts times in the future, API 3.0 does not.
    /// </summary>
    private bool ClockWasWrongTwice(IReadOnlyList<LvbEmulatorRequest> own) => Pairs(own, IsExpired).Any(pair =>
        pair.Second.Fault is TimeExpired or ClockSkew
        || (pair.First.Fault == ClockSkew && pair.First.Service is not null)
        || Between(ChaosUpheaval.Jump, pair.First, pair.Second));

    /// <summary>
    /// After a refusal, a call reads its key again and is repeated. A single rotation is therefore never an error. The refusal is an error
    /// if the vault still holds the refused key, because a fault refused the right key, or because the vault already has the new key and
    /// the service does not. It is also an error if the keys are rotated again between two refusals.
    /// </summary>
    private bool KeyWasWrongTwice(IReadOnlyList<LvbEmulatorRequest> own, ChaosResult result) =>
        own.Any(request => request.Fault == SignInvalid)
        || Pairs(own, IsUnsigned).Any(pair => Between(ChaosUpheaval.Rotation, pair.First, pair.Second))
        || own.Any(request => IsUnsigned(request) && upheavals.Any(u => u.What == ChaosUpheaval.Rotation
            && request.Number > u.Before && request.Number <= u.After + MostUnderWay))

        // A command does not read the vault again for 30 s if it held no other key. The fault may have hit another call of the command.
        || (result.Call.Each is { } each && upheavals.Any(u => u.What == ChaosUpheaval.Rotation && u.After >= result.First
            && u.Before <= result.Last) && Requests(result).Any(r => r.Fault == SignInvalid && each.Any(id => r.Query.Contains(id,
                StringComparison.Ordinal) || r.Body.Contains(id, StringComparison.Ordinal))));

    private bool BreakerOpened(ChaosResult result)
    {
        var failed = journal.TakeWhile(r => r.Number <= result.Last).Where(r => (r.Service is null) == (result.Call.Api == LvbApi.V2))
            .Select(r => r.Fault is { } fault && Connections.Any(kind => fault.StartsWith(kind, StringComparison.Ordinal))).ToList();
        return Enumerable.Range(0, failed.Count).Any(i => failed.Skip(i).Take(BreakerWindow).Count(f => f) >= FailuresToOpen);
    }

    // Lists are in the order of creation. After the clock jumped back, a new stream is listed before earlier ones. If as many streams are
    // created between two pages as a page has rows, the next page has the same rows, which is an error.
    private bool PageMoved(string message, ChaosResult result) => message.Contains("the same rows", StringComparison.Ordinal)
        && upheavals.Any(u => u.What == ChaosUpheaval.Jump && u.Before <= result.Last);

    private IEnumerable<LvbEmulatorRequest> Requests(ChaosResult result) =>
        journal.Skip((int)result.First).TakeWhile(request => request.Number <= result.Last);

    private bool Between(string what, LvbEmulatorRequest first, LvbEmulatorRequest second) =>
        upheavals.Any(u => u.What == what && u.After >= first.Number && u.Before < second.Number);

    private static bool IsExpired(LvbEmulatorRequest request) => request.Ret == TimeExpiredRet
        || request.Code?.EndsWith("SignatureExpire", StringComparison.Ordinal) == true;

    private static bool IsUnsigned(LvbEmulatorRequest request) => request.Ret == SignInvalidRet
        || request.Code?.EndsWith("SignatureFailure", StringComparison.Ordinal) == true;

    private static IEnumerable<(LvbEmulatorRequest First, LvbEmulatorRequest Second)> Pairs(
        IReadOnlyList<LvbEmulatorRequest> own, Func<LvbEmulatorRequest, bool> isMeant)
    {
        var meant = own.Where(isMeant).ToList();
        return meant.SelectMany((first, i) => meant.Skip(i + 1).Select(second => (first, second)));
    }
}

namespace TencentLvb.Emulator;

/// <summary>Applies faults to responses.</summary>
internal static class FaultAnswers
{
    /// <summary>Returns the response of a fault that occurs before the request is processed.</summary>
    /// <returns>Null if the request is to be processed.</returns>
    public static HttpAnswer? Instead(ActiveFault fault, bool statistics, Shapes shapes) => ConnectionFault(fault) ?? fault.Kind switch
    {
        LvbEmulatorFaultKind.SystemError => Answer(Reply.Error(Codes.SystemError, "system error"), shapes),
        LvbEmulatorFaultKind.FrequencyLimit => Answer(Reply.Error(Codes.FrequencyLimit, "request frequency exceeds limit"), shapes),
        LvbEmulatorFaultKind.TimeExpired => Answer(RequestValidator.TimeExpired(), shapes),
        LvbEmulatorFaultKind.SignInvalid => Answer(RequestValidator.SignInvalid(), shapes),
        LvbEmulatorFaultKind.NotActivated => Answer(RequestValidator.NotActivated(statistics), shapes),
        LvbEmulatorFaultKind.ErrorCode => Answer(Reply.Error(fault.Ret, "simulated error"), shapes),
        _ => null,
    };

    /// <summary>Returns the part of <see cref="Instead"/> that does not depend on the service: the connection and HTTP.</summary>
    public static HttpAnswer? ConnectionFault(ActiveFault fault) => fault.Kind switch
    {
        LvbEmulatorFaultKind.DropBeforeReading or LvbEmulatorFaultKind.DropAfterReading => new HttpAnswer(500) { Drop = true },
        LvbEmulatorFaultKind.Reset => new HttpAnswer(500) { Reset = true },
        LvbEmulatorFaultKind.Http403 => HttpAnswer.Plain(403),
        LvbEmulatorFaultKind.Http429 => TooMany(fault),
        LvbEmulatorFaultKind.Http500 => HttpAnswer.Plain(500),
        LvbEmulatorFaultKind.Http503 => HttpAnswer.Plain(503),
        _ => null,
    };

    /// <summary>Returns the ret of the response of <see cref="Instead"/>.</summary>
    public static int? RetOf(ActiveFault fault, bool statistics) => fault.Kind switch
    {
        LvbEmulatorFaultKind.SystemError => Codes.SystemError,
        LvbEmulatorFaultKind.FrequencyLimit => Codes.FrequencyLimit,
        LvbEmulatorFaultKind.TimeExpired => Codes.TimeExpired,
        LvbEmulatorFaultKind.SignInvalid => Codes.SignInvalid,
        LvbEmulatorFaultKind.NotActivated => statistics ? Codes.CmdInvalid : Codes.AppIdInvalid,
        LvbEmulatorFaultKind.ErrorCode => fault.Ret,
        _ => null,
    };

    /// <summary>Applies the fault to the response of a processed request.</summary>
    public static HttpAnswer Apply(ActiveFault? fault, byte[] body, string contentType = HttpAnswer.Json) => fault?.Kind switch
    {
        LvbEmulatorFaultKind.DropAfterProcessing => new HttpAnswer(500) { Drop = true },
        LvbEmulatorFaultKind.ResetAfterProcessing => new HttpAnswer(500) { Reset = true },
        LvbEmulatorFaultKind.HalfAnswer => new HttpAnswer(200, body, contentType) { TruncateBodyAt = body.Length / 2 },
        LvbEmulatorFaultKind.Delay => new HttpAnswer(200, body, contentType) { Delay = fault.Time },
        LvbEmulatorFaultKind.Garbage => new HttpAnswer(200, Bodies.Garbage, "text/html"),
        LvbEmulatorFaultKind.Http502 => new HttpAnswer(502, Bodies.Garbage, "text/html"),
        LvbEmulatorFaultKind.WrongShape => new HttpAnswer(200, Bodies.WrongShape, contentType),
        LvbEmulatorFaultKind.EmptyResponse => new HttpAnswer(200, Bodies.EmptyResponse, contentType),
        LvbEmulatorFaultKind.NoReturnData => new HttpAnswer(200, Bodies.NoReturnData, HttpAnswer.PlainText),
        LvbEmulatorFaultKind.EmptyReply => new HttpAnswer(200),
        LvbEmulatorFaultKind.ClockSkew => new HttpAnswer(200, body, contentType) { DateOffset = fault.Time },
        _ => new HttpAnswer(200, body, contentType),
    };

    /// <summary>Determines whether the request ends without an HTTP response.</summary>
    public static bool IsSilent(HttpAnswer answer) => answer.Drop || answer.Reset;

    private static HttpAnswer Answer(Reply reply, Shapes shapes) => new(200, Envelope.Write(reply, shapes), HttpAnswer.Json);

    private static HttpAnswer TooMany(ActiveFault fault) => new(429, "too many requests\n", HttpAnswer.PlainText)
    {
        Headers = [new KeyValuePair<string, string>("Retry-After", Wire.Text((long)fault.Time.TotalSeconds))],
    };
}

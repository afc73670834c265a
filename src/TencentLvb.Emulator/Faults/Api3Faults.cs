namespace TencentLvb.Emulator;

/// <summary>Applies faults to responses of API 3.0.</summary>
internal static class Api3Faults
{
    /// <returns>The error that the fault returns instead of the action's response; null if there is none.</returns>
    public static Api3Error? ErrorOf(ActiveFault fault, string requestId, string service, string action) => fault.Kind switch
    {
        LvbEmulatorFaultKind.SystemError => new Api3Error("InternalError", "Internal error."),
        LvbEmulatorFaultKind.FrequencyLimit => CommonErrors.RateLimit(21, 20),
        LvbEmulatorFaultKind.TimeExpired => CommonErrors.SignatureExpire(),
        LvbEmulatorFaultKind.SignInvalid => CommonErrors.SignatureFailure(),
        LvbEmulatorFaultKind.NotActivated => CommonErrors.StopService(),
        LvbEmulatorFaultKind.Unauthorized => CommonErrors.Unauthorized(requestId, service, action),
        LvbEmulatorFaultKind.ErrorCode => new Api3Error(fault.Code, "Simulated error."),
        _ => null,
    };
}

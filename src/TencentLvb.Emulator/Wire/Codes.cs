namespace TencentLvb.Emulator;

/// <summary>
/// The numbers in <c>ret</c>. Those of the statistics backend, 20601 and the mix codes are documented; the others are this emulator's own
/// choice, because no document names a number for them.
/// </summary>
internal static class Codes
{
    public const int Ok = 0;

    // The statistics backend.
    public const int SystemError = 1201;
    public const int FrequencyLimit = 1202;
    public const int InvalidStatParameter = 1204;
    public const int NoLiveStream = 1301;
    public const int NoData = 10003;

    // Live_Channel_GetStatus.
    public const int NeverPushed = 20601;

    // Our own choice: texts are documented, numbers are not.
    public const int AppIdInvalid = 4001;
    public const int CmdInvalid = 4002;
    public const int SignInvalid = 4003;
    public const int TimeExpired = 4004;
    public const int InterfaceInvalid = 4005;

    // Our own choice: neither text nor number is documented.
    public const int InvalidParameter = 20001;
    public const int TaskNotFound = 20002;
}

namespace TencentLvb.Emulator;

/// <summary>
/// Lists the values of <c>ret</c>. Those of the statistics host, 20601 and the mix codes are documented. The others are specific to this
/// emulator, because no number is documented.
/// </summary>
internal static class Codes
{
    public const int Ok = 0;

    // The statistics host.
    public const int SystemError = 1201;
    public const int FrequencyLimit = 1202;
    public const int InvalidStatParameter = 1204;
    public const int NoLiveStream = 1301;
    public const int NoData = 10003;

    // Live_Channel_GetStatus.
    public const int NeverPushed = 20601;

    // Specific to the emulator: the texts are documented, but not the numbers.
    public const int AppIdInvalid = 4001;
    public const int CmdInvalid = 4002;
    public const int SignInvalid = 4003;
    public const int TimeExpired = 4004;
    public const int InterfaceInvalid = 4005;

    // Specific to the emulator: neither the text nor the number is documented.
    public const int InvalidParameter = 20001;
    public const int TaskNotFound = 20002;
}

namespace TencentLvb.Backends.Lvb2;

/// <summary>
/// Interprets the codes of stream mixing, according to the latest table in the service's documentation. In older tables -21 and -29 have
/// other meanings.
/// </summary>
internal static class MixCodes
{
    public const int InputNotFound = -505;
    public const int SizeQueryFailed = -507;
    public const int SessionUnknown = -30300;

    /// <summary>Returns the reason for a code, independent of the service.</summary>
    public static LvbErrorReason Reason(int code) => code switch
    {
        -31001 or -31002 or InputNotFound or SessionUnknown => LvbErrorReason.NotFound,
        -300 or -508 => LvbErrorReason.Exists,
        -1 or -2 or -3 or -4 or -11 or -20 or -21 or -28 or -29 or -33 or -34 or -111 or -31003 or -31004 => LvbErrorReason.InvalidArgument,
        _ => LvbErrorReason.None,
    };

    public static string? Meaning(int code) => code switch
    {
        -1 => "the request could not be understood",
        -2 => "an input parameter is invalid (APPID or event ID)",
        -3 => "the number of streams is not between 1 and 16",
        -4 => "the parameters of a stream are invalid",
        -11 => "a layer is invalid",
        -20 => "the inputs do not match the template",
        -21 => "fewer than two inputs", // The text of the service, which is not repeated.
        -28 => "the size of the background is invalid",
        -29 => "the crop area is invalid",
        -33 => "the watermark ID is invalid",
        -34 => "the watermark's address is invalid",
        -111 => "the output stream conflicts with -NewStream",
        -300 => "the output stream ID is in use",
        InputNotFound => "an input stream was not found",
        SizeQueryFailed => "the size of an input could not be determined",
        -508 => "the session ID is in use with another output",
        -10031 => "the mix could not be started",
        -31001 or -31002 or SessionUnknown => "no mix has this session ID",
        -31003 => "the session has another output stream ID",
        -31004 => "the bitrate is invalid",
        _ => null,
    };

    public static string Advice(int code) => code switch
    {
        InputNotFound or SizeQueryFailed =>
            "Inputs must have been pushed for at least 5 s: check them with Get-LvbChannelStatus, then start the mix again.",
        -300 or -508 => "Stop the older mix (Stop-LvbStreamMix) and wait 30 s, or choose another -SessionId and -OutputStreamId.",
        -111 => "With -NewStream, the output must not be one of the inputs. Without -NewStream, the output must be one of the inputs.",
        -31001 or -31002 or SessionUnknown => "The mix has ended or was never started. Check -SessionId.",
        -31003 => "Stop the mix with the -OutputStreamId that you specified when you started it.",
        _ => "Check the template and the inputs: their layers (1 is the background), sizes and positions.",
    };
}

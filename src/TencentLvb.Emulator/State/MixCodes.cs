namespace TencentLvb.Emulator;

/// <summary>
/// Lists the codes of mixes according to the latest table. API 3.0 has names for most of them, and the numbers in its messages.
/// </summary>
internal static class MixCodes
{
    public const int CannotParse = -1;
    public const int InputParameter = -2;
    public const int StreamCount = -3;
    public const int StreamParameter = -4;
    public const int Layer = -11;
    public const int Template = -20;
    public const int TooFewInputs = -21;
    public const int BackgroundSize = -28;
    public const int Crop = -29;
    public const int PictureId = -33;
    public const int TooManyMixes = -41;
    public const int OutputType = -111;
    public const int OutputInUse = -300;
    public const int InputNotFound = -505;
    public const int OtherOutput = -508;
    public const int ParametersError = -10021;
    public const int NotTriggered = -10031;
    public const int SessionUnknown = -30300;
    public const int CancelOutputDiffers = -31003;
    public const int Bitrate = -31004;
}

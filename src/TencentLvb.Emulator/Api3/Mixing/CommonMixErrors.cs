namespace TencentLvb.Emulator;

/// <summary>Converts the old numbers to codes. A number without a code is returned in the message, in one of two formats.</summary>
internal static class CommonMixErrors
{
    private static readonly Dictionary<int, string> Names = new()
    {
        [MixCodes.StreamCount] = "InvalidParameter.InputNumLimitExceeded",
        [MixCodes.Layer] = "InvalidParameter.InvalidLayerParam",
        [MixCodes.Template] = "InvalidParameter.TemplateNotMatchInputNum",
        [MixCodes.BackgroundSize] = "InvalidParameter.InvalidBackgroudResolution",
        [MixCodes.Crop] = "InvalidParameter.InvalidCropParam",
        [MixCodes.PictureId] = "InvalidParameter.InvalidPictureID",
        [MixCodes.OutputType] = "InvalidParameter.InvalidOutputType",
        [MixCodes.OutputInUse] = "InvalidParameter.InvalidOutputStreamID",
        [MixCodes.InputNotFound] = "FailedOperation.StreamNotExist",
        [MixCodes.OtherOutput] = "InvalidParameter.SessionOutputStreamChanged",
        [MixCodes.NotTriggered] = "FailedOperation.ProcessMixError",
        [MixCodes.SessionUnknown] = "InvalidParameter.CancelSessionNotExist",
        [MixCodes.Bitrate] = "InvalidParameter.InvalidBitrate",
    };

    public static Api3Error Of(ApiError error, Shapes shapes)
    {
        if (shapes.Has(LvbEmulatorShape.MixNumberInMessageOld))
        {
            return new Api3Error("InvalidParameter", $"err_code [ {Wire.Text(error.Ret)} ],msg [ {error.Message} ]");
        }

        return Names.TryGetValue(error.Ret, out var name) && !shapes.Has(LvbEmulatorShape.MixNumberInMessage)
            ? new Api3Error(name, error.Message)
            : new Api3Error("InvalidParameter.OtherError", $"InnerErrCode : [ {Wire.Text(error.Ret)} ],InnerErrMsg: [ {error.Message} ]");
    }
}

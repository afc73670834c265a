using System.Text.RegularExpressions;

namespace TencentLvb.Emulator;

/// <summary>Reads the parameters of CreateCommonMixStream.</summary>
internal static class CommonMixReader
{
    private static readonly int[] SampleRates = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 16000, 12000, 8000];

    public static MixRequest Read(Api3Call call)
    {
        var asked = call.Parameters;
        var output = asked.Object("OutputParams")!;
        CheckOutput(output);
        var control = asked.Object("ControlParams");
        control?.AllowOnly("UseMixCropCenter", "AllowCopy", "PassInputSei", "UsePictureTransparent");
        foreach (var name in new[] { "UseMixCropCenter", "AllowCopy", "PassInputSei", "UsePictureTransparent" })
        {
            control?.Number(name, 0, 1);
        }

        return new MixRequest
        {
            AppId = call.Account.AppId,
            SessionId = asked.NeedText("MixStreamSessionId"),
            Template = asked.Number("MixStreamTemplateId", 0, int.MaxValue) ?? 0,
            OutputId = output.NeedText("OutputStreamName"),
            OutputType = output.Number("OutputStreamType", 0, 1) ?? 0,
            Bitrate = output.Fraction("OutputStreamBitRate"),
            AllowCopy = control?.Number("AllowCopy", 0, 1) == 1,
            Inputs = [.. asked.Objects("InputStreamList").Select(ReadInput)],
        };
    }

    private static void CheckOutput(Api3Parameters output)
    {
        output.AllowOnly(
            "OutputStreamName", "OutputStreamType", "OutputStreamBitRate", "OutputStreamGop", "OutputStreamFrameRate",
            "OutputAudioBitRate", "OutputAudioSampleRate", "OutputAudioChannels", "MixSei");
        output.Number("OutputStreamGop", 1, 10);
        output.Number("OutputStreamFrameRate", 1, 60);
        output.Number("OutputAudioBitRate", 1, 500);
        output.Number("OutputAudioChannels", 1, 2);
        output.Text("MixSei");
        if (output.Number("OutputAudioSampleRate", 1, int.MaxValue) is { } rate && !SampleRates.Contains((int)rate))
        {
            throw output.Wrong("OutputAudioSampleRate", string.Join(", ", SampleRates));
        }
    }

    private static MixInput ReadInput(Api3Parameters input)
    {
        input.AllowOnly("InputStreamName", "LayoutParams", "CropParams", "PortraitSegmentParams");
        var name = input.NeedText("InputStreamName");
        if (!Regex.IsMatch(name, @"^[A-Za-z0-9_]{1,80}\z"))
        {
            throw input.Wrong("InputStreamName", "at most 80 letters, digits and underscores");
        }

        input.Need("LayoutParams");
        var layout = input.Object("LayoutParams")!;
        layout.AllowOnly(
            "ImageLayer", "InputType", "ImageHeight", "ImageWidth", "LocationX", "LocationY", "Color", "WatermarkId", "WebPageUrl");
        layout.Need("ImageLayer");
        var crop = input.Object("CropParams");
        crop?.AllowOnly("CropWidth", "CropHeight", "CropStartLocationX", "CropStartLocationY");
        var segment = input.Object("PortraitSegmentParams");
        segment?.AllowOnly("Color");
        segment?.Text("Color");
        layout.Text("WebPageUrl");
        return new MixInput
        {
            StreamId = name,
            Layer = layout.Number("ImageLayer", long.MinValue, long.MaxValue),
            Type = layout.Number("InputType", 0, int.MaxValue) ?? 0,
            Width = layout.Fraction("ImageWidth"),
            Height = layout.Fraction("ImageHeight"),
            X = layout.Fraction("LocationX"),
            Y = layout.Fraction("LocationY"),
            Color = layout.Text("Color") ?? "",
            PictureId = layout.Number("WatermarkId", 0, long.MaxValue),
            CropWidth = crop?.Fraction("CropWidth"),
            CropHeight = crop?.Fraction("CropHeight"),
            CropX = crop?.Fraction("CropStartLocationX"),
            CropY = crop?.Fraction("CropStartLocationY"),
        };
    }
}

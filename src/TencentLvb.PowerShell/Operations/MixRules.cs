using System.Text;
using System.Text.RegularExpressions;

namespace TencentLvb.Operations;

/// <summary>Checks the rules of stream mixing before anything is sent.</summary>
internal static class MixRules
{
    private const int LongestId = 80;

    private static readonly Regex SessionPattern = new(@"^[A-Za-z0-9_]{1,80}\z", RegexOptions.CultureInvariant);
    private static readonly Regex ColorPattern = new(@"^(?:#|0[xX])([0-9a-fA-F]{6})\z", RegexOptions.CultureInvariant);

    public static void CheckNames(string sessionId, string outputStreamId)
    {
        if (!SessionPattern.IsMatch(sessionId))
        {
            throw LvbErrors.InvalidArgument(
                $"-SessionId '{sessionId}' is not allowed.",
                "Specify 1 to 80 characters: the letters A-Z and a-z, digits and _, for example evening_show.");
        }

        if (string.IsNullOrWhiteSpace(outputStreamId) || Encoding.UTF8.GetByteCount(outputStreamId) > LongestId)
        {
            throw LvbErrors.InvalidArgument($"-OutputStreamId '{outputStreamId}' is not allowed.", "Specify a stream ID of 1 to 80 bytes.");
        }
    }

    /// <summary>Checks a mix against the limits of a service.</summary>
    public static void Check(MixRequest mix, MixLimits limits)
    {
        CheckNames(mix.SessionId, mix.OutputStreamId);
        CheckInputs(mix.OutputStreamId, mix.NewStream, mix.Inputs, limits);
        foreach (var input in mix.Inputs)
        {
            CheckInput(input, limits);
        }

        if (mix.Bitrate > limits.LargestBitrate)
        {
            throw LvbErrors.InvalidArgument(
                FormattableString.Invariant($"-Bitrate {mix.Bitrate} is not allowed."),
                FormattableString.Invariant($"Specify 1 to {limits.LargestBitrate} kbit/s."));
        }
    }

    /// <param name="outputStreamId">The output stream of the mix.</param>
    /// <param name="newStream">Whether the output is a separate stream.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="limits">The limits of the service; null for the widest of all services.</param>
    public static void CheckInputs(string outputStreamId, bool newStream, IReadOnlyList<LvbMixInput> inputs, MixLimits? limits = null)
    {
        var most = (limits ?? BackendLimits.Widest.Mix).MostInputs;
        if (inputs.Count == 0 || inputs.Count > most)
        {
            throw LvbErrors.InvalidArgument(
                inputs.Count == 0 ? "A mix needs at least one input." : $"A mix cannot have {inputs.Count} inputs.",
                $"Create 1 to {most} inputs with New-LvbMixInput, and specify them with -InputStream or pipe them in.");
        }

        var isInput = inputs.Any(i => i.StreamId == outputStreamId);
        if (newStream && isInput)
        {
            throw LvbErrors.InvalidArgument(
                $"With -NewStream, the output '{outputStreamId}' must not be one of the inputs.",
                "Choose another -OutputStreamId, or omit -NewStream to replace that stream with the mix.");
        }

        if (!newStream && !isInput)
        {
            throw LvbErrors.InvalidArgument(
                $"The output '{outputStreamId}' is not one of the inputs.",
                "Add -NewStream to create a separate stream, or specify one of the inputs as the output.");
        }

        var sources = inputs.Where(i => i.Type is not (LvbMixInputType.Canvas or LvbMixInputType.Picture)).ToList();
        if (sources.Count > 0
            && sources.TrueForAll(i => i.Type == LvbMixInputType.Audio)
            && inputs.FirstOrDefault(i => i.Type == LvbMixInputType.Canvas && (i.Width is null || i.Height is null)) is { } canvas)
        {
            throw LvbErrors.InvalidArgument(
                $"The canvas '{canvas.StreamId}' is mixed only with audio and has no size.",
                "Specify -Width and -Height for the canvas, because there is no video input to determine its size.");
        }
    }

    /// <param name="input">The input.</param>
    /// <param name="limits">The limits of the service; null for the widest of all services.</param>
    public static void CheckInput(LvbMixInput input, MixLimits? limits = null)
    {
        var largest = (limits ?? BackendLimits.Widest.Mix).LargestPixel;
        CheckLength("-Width", input.Width, largest);
        CheckLength("-Height", input.Height, largest);
        CheckLength("-X", input.X, largest);
        CheckLength("-Y", input.Y, largest);
        if ((input.Type == LvbMixInputType.Picture) != input.PictureId is not null)
        {
            throw LvbErrors.InvalidArgument(
                input.PictureId is null
                    ? "-Type Picture requires -PictureId."
                    : $"-PictureId is valid only with -Type Picture, not with {input.Type}.",
                "Specify both -Type Picture and the -PictureId of an uploaded picture, or neither.");
        }

        if (input.Color is not null && input.Type != LvbMixInputType.Canvas)
        {
            throw LvbErrors.InvalidArgument(
                $"-Color is valid only with -Type Canvas, not with {input.Type}.", "Add -Type Canvas, or omit -Color.");
        }

        CheckCrop(input, largest);
    }

    /// <summary>Returns a color in the wire format, 0xRRGGBB.</summary>
    public static string? Color(string? given)
    {
        if (given is null)
        {
            return null;
        }

        var match = ColorPattern.Match(given.Trim());
        return match.Success
            ? "0x" + match.Groups[1].Value.ToUpperInvariant()
            : throw LvbErrors.InvalidArgument(
                $"-Color '{given}' is not a valid color.",
                "Specify '#RRGGBB' (quoted: # begins a comment) or 0xRRGGBB, for example '#336699'.");
    }

    private static void CheckLength(string parameter, double? value, double largest)
    {
        if (value is { } length && !(length is 0 or (>= 0.01 and <= 0.99) || (length >= 1 && length <= largest)))
        {
            throw LvbErrors.InvalidArgument(
                FormattableString.Invariant($"{parameter} {length} is not allowed."),
                FormattableString.Invariant($"Specify a number of pixels from 0 to {largest}, or a fraction from 0.01 to 0.99."));
        }
    }

    private static void CheckCrop(LvbMixInput input, double largest)
    {
        foreach (var (parameter, value) in new[]
        {
            ("-CropWidth", input.CropWidth), ("-CropHeight", input.CropHeight), ("-CropX", input.CropX), ("-CropY", input.CropY),
        })
        {
            if (value is { } length && !(length >= 0 && length <= largest))
            {
                throw LvbErrors.InvalidArgument(
                    FormattableString.Invariant($"{parameter} {length} is not allowed."),
                    FormattableString.Invariant($"Specify a number of pixels from 0 to {largest}."));
            }
        }

        var any = input.CropWidth is not null || input.CropHeight is not null || input.CropX is not null || input.CropY is not null;
        if (any && (input.CropWidth is null || input.CropHeight is null))
        {
            throw LvbErrors.InvalidArgument(
                "A crop needs both -CropWidth and -CropHeight.",
                "Specify -CropWidth and -CropHeight, and also -CropX and -CropY if the crop does not start in the upper-left corner.");
        }
    }
}

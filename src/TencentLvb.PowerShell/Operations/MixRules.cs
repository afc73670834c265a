using System.Text;
using System.Text.RegularExpressions;

namespace TencentLvb.Operations;

/// <summary>What the contract of stream mixing fixes; checked before anything is sent.</summary>
internal static class MixRules
{
    public const int MostInputs = 16;
    private const int LongestId = 80;
    private const double LargestPixel = 3000;

    private static readonly Regex SessionPattern = new("^[A-Za-z0-9_]{1,80}$", RegexOptions.CultureInvariant);
    private static readonly Regex ColorPattern = new("^(?:#|0[xX])([0-9a-fA-F]{6})$", RegexOptions.CultureInvariant);

    public static void CheckNames(string sessionId, string outputStreamId)
    {
        if (!SessionPattern.IsMatch(sessionId) || sessionId.EndsWith("\n", StringComparison.Ordinal))
        {
            throw LvbErrors.InvalidArgument(
                $"-SessionId '{sessionId}' is not allowed.",
                "Give 1 to 80 of the letters A-Z and a-z, digits and _, as evening_show.");
        }

        if (string.IsNullOrWhiteSpace(outputStreamId) || Encoding.UTF8.GetByteCount(outputStreamId) > LongestId)
        {
            throw LvbErrors.InvalidArgument($"-OutputStreamId '{outputStreamId}' is not allowed.", "Give a stream id of 1 to 80 bytes.");
        }
    }

    public static void CheckInputs(string outputStreamId, bool newStream, IReadOnlyList<LvbMixInput> inputs)
    {
        if (inputs.Count is 0 or > MostInputs)
        {
            throw LvbErrors.InvalidArgument(
                inputs.Count == 0 ? "A mix without inputs." : $"A mix of {inputs.Count} inputs.",
                $"Give 1 to {MostInputs} inputs, made with New-LvbMixInput: -InputStream, or the pipeline.");
        }

        var isInput = inputs.Any(i => i.StreamId == outputStreamId);
        if (newStream && isInput)
        {
            throw LvbErrors.InvalidArgument(
                $"With -NewStream the output '{outputStreamId}' must not be among the inputs.",
                "Choose another -OutputStreamId, or leave -NewStream away to put the mix in that stream's place.");
        }

        if (!newStream && !isInput)
        {
            throw LvbErrors.InvalidArgument(
                $"The output '{outputStreamId}' is none of the inputs.",
                "Add -NewStream to make a stream of its own, or put the mix in the place of one of the inputs.");
        }

        var sources = inputs.Where(i => i.Type is not (LvbMixInputType.Canvas or LvbMixInputType.Picture)).ToList();
        if (sources.Count > 0
            && sources.TrueForAll(i => i.Type == LvbMixInputType.Audio)
            && inputs.FirstOrDefault(i => i.Type == LvbMixInputType.Canvas && (i.Width is null || i.Height is null)) is { } canvas)
        {
            throw LvbErrors.InvalidArgument(
                $"The canvas '{canvas.StreamId}' is mixed with sound alone and has no size.",
                "Give the canvas -Width and -Height: no picture tells how large it is to be.");
        }
    }

    public static void CheckInput(LvbMixInput input)
    {
        CheckLength("-Width", input.Width);
        CheckLength("-Height", input.Height);
        CheckLength("-X", input.X);
        CheckLength("-Y", input.Y);
        if ((input.Type == LvbMixInputType.Picture) != input.PictureId is not null)
        {
            throw LvbErrors.InvalidArgument(
                input.PictureId is null ? "An input of -Type Picture without -PictureId." : $"-PictureId goes with -Type Picture alone, not with {input.Type}.",
                "Give both, -Type Picture and the -PictureId of an uploaded picture, or neither.");
        }

        if (input.Color is not null && input.Type != LvbMixInputType.Canvas)
        {
            throw LvbErrors.InvalidArgument($"-Color goes with -Type Canvas alone, not with {input.Type}.", "Add -Type Canvas, or leave -Color away.");
        }

        CheckCrop(input);
    }

    /// <summary>A colour as the wire has it, 0xRRGGBB.</summary>
    public static string? Color(string? given)
    {
        if (given is null)
        {
            return null;
        }

        var match = ColorPattern.Match(given.Trim());
        return match.Success
            ? "0x" + match.Groups[1].Value.ToUpperInvariant()
            : throw LvbErrors.InvalidArgument($"-Color '{given}' is no colour.", "Give '#RRGGBB' (quoted: # begins a comment) or 0xRRGGBB, as '#336699'.");
    }

    private static void CheckLength(string parameter, double? value)
    {
        if (value is { } length && !(length is 0 or (>= 1 and <= LargestPixel) or (>= 0.01 and <= 0.99)))
        {
            throw LvbErrors.InvalidArgument(
                FormattableString.Invariant($"{parameter} {length} is not allowed."),
                "Give pixels from 0 to 3000, or a fraction from 0.01 to 0.99.");
        }
    }

    private static void CheckCrop(LvbMixInput input)
    {
        foreach (var (parameter, value) in new[]
        {
            ("-CropWidth", input.CropWidth), ("-CropHeight", input.CropHeight), ("-CropX", input.CropX), ("-CropY", input.CropY),
        })
        {
            if (value is { } length && !(length is >= 0 and <= LargestPixel))
            {
                throw LvbErrors.InvalidArgument(FormattableString.Invariant($"{parameter} {length} is not allowed."), "Give pixels from 0 to 3000.");
            }
        }

        var any = input.CropWidth is not null || input.CropHeight is not null || input.CropX is not null || input.CropY is not null;
        if (any && (input.CropWidth is null || input.CropHeight is null))
        {
            throw LvbErrors.InvalidArgument("A crop without both sizes.", "Give -CropWidth and -CropHeight, and -CropX and -CropY where it does not start in the upper left corner.");
        }
    }
}

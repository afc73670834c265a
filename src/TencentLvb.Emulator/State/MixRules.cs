using System.Text;
using System.Text.RegularExpressions;

namespace TencentLvb.Emulator;

/// <summary>Checks the rules for a mix request that do not depend on the account's streams.</summary>
internal static class MixRules
{
    /// <summary>The templates and the number of their inputs. A canvas can be added.</summary>
    private static readonly Dictionary<long, int> TemplateInputs = new()
    {
        [10] = 2, [20] = 2, [30] = 2, [40] = 2, [50] = 2, [310] = 3, [390] = 3, [391] = 3, [410] = 4, [510] = 5, [590] = 5, [610] = 6,
    };

    public static void CheckHead(MixRequest request)
    {
        Need(Regex.IsMatch(request.SessionId, @"^[A-Za-z0-9_]{1,80}\z"), MixCodes.StreamParameter, "mix_stream_session_id");
        Need(
            request.OutputId.Length > 0 && Encoding.UTF8.GetByteCount(request.OutputId) <= 80,
            MixCodes.StreamParameter,
            "output_stream_id");
        Need(request.OutputType is 0 or 1, MixCodes.StreamParameter, "output_stream_type");
    }

    public static void CheckInputs(MixRequest request, IReadOnlyList<MixInput> inputs, MixLimits limits)
    {
        Need(inputs.Count <= 16, MixCodes.StreamCount, "stream number");
        Need(inputs.Count >= 2 || request.AllowCopy, MixCodes.TooFewInputs, "fewer than two inputs");
        Need(
            request.Bitrate is null || (request.Bitrate >= 1 && request.Bitrate <= limits.Bitrate),
            MixCodes.Bitrate,
            "output_stream_bitrate");
        foreach (var input in inputs)
        {
            CheckInput(input, limits);
        }

        Need(
            inputs.Select(input => input.Layer).Distinct().Count() == inputs.Count || !limits.LayersDiffer,
            MixCodes.Layer,
            "image_layer twice");

        CheckTemplate(request.Template, inputs);
        if (inputs.Any(input => input.Type == MixInput.Canvas)
            && inputs.Where(input => input.IsPushed).All(input => input.Type == MixInput.Audio))
        {
            var canvas = inputs.First(input => input.Type == MixInput.Canvas);
            Need(canvas.Width is not null && canvas.Height is not null, MixCodes.BackgroundSize, "canvas size");
        }

        var outputIsInput = inputs.Any(input => input.StreamId == request.OutputId);
        Need(outputIsInput == (request.OutputType == 0), MixCodes.OutputType, "output_stream_id does not suit output_stream_type");
    }

    private static void CheckInput(MixInput input, MixLimits limits)
    {
        Need(input.StreamId.Length > 0 && Encoding.UTF8.GetByteCount(input.StreamId) <= 80, MixCodes.StreamParameter, "input_stream_id");
        Need(input.Layer is >= 1 and <= 16, MixCodes.Layer, "image_layer");
        Need(
            input.Type is 0 or (>= 2 and <= 5) || (input.Type == MixInput.WebPage && limits.WebPages),
            MixCodes.StreamParameter,
            "input_type");
        Need(input.Type != MixInput.Picture || input.PictureId > 0, MixCodes.PictureId, "picture_id");
        Need(input.Color.Length == 0 || Regex.IsMatch(input.Color, @"^0x[0-9A-Fa-f]{6}\z"), MixCodes.StreamParameter, "color");
        var sizeCode = limits.SizeCode ?? (input.Layer == 1 ? MixCodes.BackgroundSize : MixCodes.StreamParameter);
        Need(IsExtent(input.Width, limits) && IsExtent(input.Height, limits), sizeCode, "image size");
        Need(IsExtent(input.X, limits) && IsExtent(input.Y, limits), limits.SizeCode ?? MixCodes.StreamParameter, "location");
        var crop = new[] { input.CropWidth, input.CropHeight, input.CropX, input.CropY };
        Need(crop.All(value => value is null || (value >= 0 && value <= limits.Pixels)), MixCodes.Crop, "crop");
    }

    private static void CheckTemplate(long template, IReadOnlyList<MixInput> inputs)
    {
        if (template == 0)
        {
            return;
        }

        Need(TemplateInputs.TryGetValue(template, out var wanted), MixCodes.Template, "mix_stream_template_id");
        var count = inputs.Count;
        var canvases = inputs.Count(input => input.Type == MixInput.Canvas);
        Need(count == wanted || count - canvases == wanted, MixCodes.Template, "template needs " + Wire.Text(wanted) + " inputs");
    }

    // Pixels, or a fraction of the input.
    private static bool IsExtent(double? value, MixLimits limits) =>
        value is null or 0 or (>= 0.01 and <= 0.99) || (value >= 1 && value <= limits.Pixels);

    public static void Need(bool holds, int code, string message)
    {
        if (!holds)
        {
            throw new ApiError(code, message);
        }
    }
}

/// <summary>Defines the limits that differ between the two services.</summary>
/// <param name="Pixels">The largest size and position of an input.</param>
/// <param name="Bitrate">The maximum bitrate of the output in kbit/s.</param>
internal sealed record MixLimits(double Pixels, double Bitrate)
{
    public static MixLimits Api2 { get; } = new(3000, 50_000);

    public static MixLimits Api3 { get; } = new(2000, 10_000) { SizeCode = MixCodes.ParametersError, WebPages = true, LayersDiffer = true };

    /// <summary>Gets the code of a size out of range, if all have the same.</summary>
    public int? SizeCode { get; init; }

    public bool WebPages { get; init; }

    public bool LayersDiffer { get; init; }
}

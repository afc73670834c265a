using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Makes an input for <c>Start-LvbStreamMix</c>: which stream, on which layer, how large and where. Sends nothing. Sizes and
/// positions are pixels (0 to 3000) or fractions (0.01 to 0.99); those given override the template's.
/// </summary>
[Cmdlet(VerbsCommon.New, "LvbMixInput")]
[OutputType(typeof(LvbMixInput))]
public sealed class NewLvbMixInputCommand : LvbOfflineStreamCmdlet
{
    /// <summary>The layer, from 1 (the background) to 16. Sound needs one too.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 16)]
    public int Layer { get; set; }

    /// <summary>What the input brings. Default AudioVideo. For Canvas and Picture, -StreamId is any name.</summary>
    [Parameter]
    public LvbMixInputType Type { get; set; } = LvbMixInputType.AudioVideo;

    /// <summary>Width, in pixels or as a fraction of the input's.</summary>
    [Parameter]
    public double? Width { get; set; }

    /// <summary>Height, in pixels or as a fraction of the input's.</summary>
    [Parameter]
    public double? Height { get; set; }

    /// <summary>Distance from the left edge, in pixels or as a fraction. The service takes 0 when it is missing.</summary>
    [Parameter]
    public double? X { get; set; }

    /// <summary>Distance from the upper edge, in pixels or as a fraction. The service takes 0 when it is missing.</summary>
    [Parameter]
    public double? Y { get; set; }

    /// <summary>A canvas's colour: <c>'#RRGGBB'</c> (quoted) or <c>0xRRGGBB</c>.</summary>
    [Parameter]
    public string? Color { get; set; }

    /// <summary>The number of an uploaded picture, for -Type Picture.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? PictureId { get; set; }

    /// <summary>Width of the part to cut out of the input, in pixels, 0 to 3000. Needs -CropHeight.</summary>
    [Parameter]
    public double? CropWidth { get; set; }

    /// <summary>Height of the part to cut out of the input, in pixels, 0 to 3000. Needs -CropWidth.</summary>
    [Parameter]
    public double? CropHeight { get; set; }

    /// <summary>Left edge of the part to cut out, in pixels, 0 to 3000.</summary>
    [Parameter]
    public double? CropX { get; set; }

    /// <summary>Upper edge of the part to cut out, in pixels, 0 to 3000.</summary>
    [Parameter]
    public double? CropY { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var stream in ValidStreams())
        {
            var input = new LvbMixInput(stream, Layer)
            {
                Type = Type,
                Width = Width,
                Height = Height,
                X = X,
                Y = Y,
                Color = MixRules.Color(Color),
                PictureId = PictureId,
                CropWidth = CropWidth,
                CropHeight = CropHeight,
                CropX = CropX,
                CropY = CropY,
            };
            MixRules.CheckInput(input);
            WriteObject(input);
        }
    }
}

using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Creates an input for <c>Start-LvbStreamMix</c>: the stream, its layer, size and position. Sends nothing. Sizes and positions are
/// pixels (0 to 3000) or fractions (0.01 to 0.99) and override those of the template.
/// </summary>
[Cmdlet(VerbsCommon.New, "LvbMixInput")]
[OutputType(typeof(LvbMixInput))]
public sealed class NewLvbMixInputCommand : LvbOfflineStreamCmdlet
{
    /// <summary>The layer, from 1 (the background) to 16. Audio inputs require one as well.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 16)]
    public int Layer { get; set; }

    /// <summary>The content of the input. Default: AudioVideo. For Canvas and Picture, -StreamId is any name.</summary>
    [Parameter]
    public LvbMixInputType Type { get; set; } = LvbMixInputType.AudioVideo;

    /// <summary>The width, in pixels or as a fraction of the input's width.</summary>
    [Parameter]
    public double? Width { get; set; }

    /// <summary>The height, in pixels or as a fraction of the input's height.</summary>
    [Parameter]
    public double? Height { get; set; }

    /// <summary>The distance from the left edge, in pixels or as a fraction. The default of the service is 0.</summary>
    [Parameter]
    public double? X { get; set; }

    /// <summary>The distance from the upper edge, in pixels or as a fraction. The default of the service is 0.</summary>
    [Parameter]
    public double? Y { get; set; }

    /// <summary>The color of a canvas: <c>'#RRGGBB'</c> (quoted) or <c>0xRRGGBB</c>.</summary>
    [Parameter]
    public string? Color { get; set; }

    /// <summary>The ID of an uploaded picture, for -Type Picture.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? PictureId { get; set; }

    /// <summary>The width of the part to crop from the input, in pixels, 0 to 3000. Requires -CropHeight.</summary>
    [Parameter]
    public double? CropWidth { get; set; }

    /// <summary>The height of the part to crop from the input, in pixels, 0 to 3000. Requires -CropWidth.</summary>
    [Parameter]
    public double? CropHeight { get; set; }

    /// <summary>The left edge of the part to crop, in pixels, 0 to 3000.</summary>
    [Parameter]
    public double? CropX { get; set; }

    /// <summary>The upper edge of the part to crop, in pixels, 0 to 3000.</summary>
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

namespace TencentLvb;

/// <summary>
/// Represents one input of a mix, created by <c>New-LvbMixInput</c>. Sizes and positions are pixels (0 to 3000) or fractions (0.01 to
/// 0.99); null uses the value of the template.
/// </summary>
public sealed class LvbMixInput
{
    internal LvbMixInput(string streamId, int layer)
    {
        StreamId = streamId;
        Layer = layer;
    }

    /// <summary>The stream ID; any name for a canvas or a picture.</summary>
    public string StreamId { get; }

    /// <summary>The layer, from 1 (the background) to 16.</summary>
    public int Layer { get; }

    /// <summary>The content of the input.</summary>
    public LvbMixInputType Type { get; internal init; }

    /// <summary>The width.</summary>
    public double? Width { get; internal init; }

    /// <summary>The height.</summary>
    public double? Height { get; internal init; }

    /// <summary>The distance from the left edge.</summary>
    public double? X { get; internal init; }

    /// <summary>The distance from the upper edge.</summary>
    public double? Y { get; internal init; }

    /// <summary>The color of a canvas, in the form 0xRRGGBB.</summary>
    public string? Color { get; internal init; }

    /// <summary>The ID of a picture.</summary>
    public int? PictureId { get; internal init; }

    /// <summary>The width of the part that is cropped from the input, in pixels.</summary>
    public double? CropWidth { get; internal init; }

    /// <summary>The height of the part that is cropped from the input, in pixels.</summary>
    public double? CropHeight { get; internal init; }

    /// <summary>The left edge of that part, in pixels.</summary>
    public double? CropX { get; internal init; }

    /// <summary>The upper edge of that part, in pixels.</summary>
    public double? CropY { get; internal init; }

    /// <summary>Returns the stream ID.</summary>
    public override string ToString() => StreamId;
}

namespace TencentLvb;

/// <summary>One input of a mix, made by <c>New-LvbMixInput</c>. Sizes and positions are pixels (0 to 3000), or a fraction (0.01 to 0.99);
/// null leaves them to the template.</summary>
public sealed class LvbMixInput
{
    internal LvbMixInput(string streamId, int layer)
    {
        StreamId = streamId;
        Layer = layer;
    }

    /// <summary>The stream; for a canvas or a picture any name.</summary>
    public string StreamId { get; }

    /// <summary>The layer, from 1 (the background) to 16.</summary>
    public int Layer { get; }

    /// <summary>What the input brings.</summary>
    public LvbMixInputType Type { get; internal init; }

    /// <summary>Width.</summary>
    public double? Width { get; internal init; }

    /// <summary>Height.</summary>
    public double? Height { get; internal init; }

    /// <summary>Distance from the left edge.</summary>
    public double? X { get; internal init; }

    /// <summary>Distance from the upper edge.</summary>
    public double? Y { get; internal init; }

    /// <summary>A canvas's colour, as 0xRRGGBB.</summary>
    public string? Color { get; internal init; }

    /// <summary>A picture's number.</summary>
    public int? PictureId { get; internal init; }

    /// <summary>Width of the part that is cut out of the input, in pixels.</summary>
    public double? CropWidth { get; internal init; }

    /// <summary>Height of the part that is cut out of the input, in pixels.</summary>
    public double? CropHeight { get; internal init; }

    /// <summary>Left edge of that part, in pixels.</summary>
    public double? CropX { get; internal init; }

    /// <summary>Upper edge of that part, in pixels.</summary>
    public double? CropY { get; internal init; }

    /// <summary>The stream's id.</summary>
    public override string ToString() => StreamId;
}

namespace TencentLvb.Emulator;

/// <summary>Represents a mix request, independent of the service.</summary>
internal sealed class MixRequest
{
    public long? Timestamp { get; init; }

    public long EventId { get; init; }

    public long AppId { get; init; }

    public string Action { get; init; } = "";

    public string SessionId { get; init; } = "";

    public string OutputId { get; init; } = "";

    public long OutputType { get; init; }

    public double? Bitrate { get; init; }

    public long Template { get; init; }

    /// <summary>Gets whether a single input can create a new stream.</summary>
    public bool AllowCopy { get; init; }

    /// <summary>Gets the inputs; null if the list is missing.</summary>
    public IReadOnlyList<MixInput>? Inputs { get; init; }
}

/// <summary>Represents one input of a mix.</summary>
internal sealed record MixInput
{
    public const int AudioVideo = 0;
    public const int Picture = 2;
    public const int Canvas = 3;
    public const int Audio = 4;
    public const int Video = 5;
    public const int WebPage = 8;

    public required string StreamId { get; init; }

    public long? Layer { get; init; }

    public long Type { get; init; }

    public double? Width { get; init; }

    public double? Height { get; init; }

    public double? X { get; init; }

    public double? Y { get; init; }

    public string Color { get; init; } = "";

    public long? PictureId { get; init; }

    public double? CropWidth { get; init; }

    public double? CropHeight { get; init; }

    public double? CropX { get; init; }

    public double? CropY { get; init; }

    /// <summary>Gets whether the input must be pushed. The mixer creates canvases, pictures and web pages itself.</summary>
    public bool IsPushed => Type is AudioVideo or Audio or Video;
}

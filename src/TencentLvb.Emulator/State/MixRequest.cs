namespace TencentLvb.Emulator;

/// <summary>What a mix was asked for, in whatever service's words.</summary>
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

    /// <summary>One input alone may make a new stream.</summary>
    public bool AllowCopy { get; init; }

    /// <summary>Null: the list is missing.</summary>
    public IReadOnlyList<MixInput>? Inputs { get; init; }
}

/// <summary>One input of a mix.</summary>
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

    /// <summary>A canvas, a picture and a web page are made by the mixer; the others must be pushed.</summary>
    public bool IsPushed => Type is AudioVideo or Audio or Video;
}

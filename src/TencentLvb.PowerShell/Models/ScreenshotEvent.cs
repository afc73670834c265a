namespace TencentLvb;

/// <summary>A screenshot was taken (event type 200).</summary>
public sealed class ScreenshotEvent : LvbEvent
{
    internal ScreenshotEvent()
    {
    }

    /// <summary>The picture's path in the account's bucket.</summary>
    public string? Path { get; internal init; }

    /// <summary>The picture's address; null when only the path was told.</summary>
    public string? Url { get; internal init; }

    /// <summary>When it was taken.</summary>
    public DateTimeOffset? CreateTime { get; internal init; }

    /// <summary>The address of the picture, or its path.</summary>
    public override string Detail => Url ?? Path ?? "";
}

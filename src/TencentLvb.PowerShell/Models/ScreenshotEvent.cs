namespace TencentLvb;

/// <summary>Represents the notification that a screenshot was taken (event type 200).</summary>
public sealed class ScreenshotEvent : LvbEvent
{
    internal ScreenshotEvent()
    {
    }

    /// <summary>The path of the picture in the account's bucket.</summary>
    public string? Path { get; internal init; }

    /// <summary>The address of the picture; null if the notification contained only the path.</summary>
    public string? Url { get; internal init; }

    /// <summary>The time at which the screenshot was taken.</summary>
    public DateTimeOffset? CreateTime { get; internal init; }

    /// <summary>Gets the address of the picture, or its path.</summary>
    public override string Detail => Url ?? Path ?? "";
}

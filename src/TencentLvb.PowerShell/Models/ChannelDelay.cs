namespace TencentLvb;

/// <summary>Represents a delay that was set for a stream (LVB: Live_Set_Delay).</summary>
public sealed class ChannelDelay
{
    /// <summary>The stream ID.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The push domain of the stream; null if the service does not report it (API 2.0).</summary>
    public string? PushDomain { get; internal init; }

    /// <summary>The path of the stream's push address, for example <c>live</c>; null if the service does not report it (API
    /// 2.0).</summary>
    public string? AppName { get; internal init; }

    /// <summary>The delay with which viewers see the stream; zero for no delay.</summary>
    public TimeSpan Delay { get; internal init; }

    /// <summary>Returns the stream ID.</summary>
    public override string ToString() => StreamId;
}

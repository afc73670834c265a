namespace TencentLvb;

/// <summary>Represents a mix of streams (LVB: Mix_StreamV2).</summary>
public sealed class StreamMix
{
    /// <summary>The name of the mix.</summary>
    public string SessionId { get; internal init; } = "";

    /// <summary>The output stream of the mix.</summary>
    public string OutputStreamId { get; internal init; } = "";

    /// <summary>The input streams; empty if they are not known.</summary>
    public string[] InputStreamId { get; internal init; } = Array.Empty<string>();

    /// <summary>Returns the ID of the output stream.</summary>
    public override string ToString() => OutputStreamId;
}

namespace TencentLvb;

/// <summary>A mix of streams (LVB: Mix_StreamV2).</summary>
public sealed class StreamMix
{
    /// <summary>The name of the mix.</summary>
    public string SessionId { get; internal init; } = "";

    /// <summary>The stream that the mix comes out as.</summary>
    public string OutputStreamId { get; internal init; } = "";

    /// <summary>The streams that are mixed; empty when they are not known.</summary>
    public string[] InputStreamId { get; internal init; } = Array.Empty<string>();

    /// <summary>The id of the output stream.</summary>
    public override string ToString() => OutputStreamId;
}

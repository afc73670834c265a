using System.Text.RegularExpressions;

namespace TencentLvb;

/// <summary>
/// Represents the push or playback address of a stream. Anyone who has a signed address can use it until it expires, so keep it secret.
/// </summary>
public sealed class LvbStreamUrl
{
    /// <summary>The stream ID.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The protocol of the address.</summary>
    public LvbStreamProtocol Protocol { get; internal init; }

    /// <summary>The address, with its signature if it was created with a key.</summary>
    public string Url { get; internal init; } = "";

    /// <summary>The time at which the address expires; null if it is not signed.</summary>
    public DateTimeOffset? ExpiresAt { get; internal init; }

    /// <summary>
    /// Returns the address with its signature hidden, because such text may be logged. Use <see cref="Url"/> for the whole address.
    /// </summary>
    public override string ToString() => Regex.Replace(Url, "(?<=[?&]txSecret=)[^&]*", "***", RegexOptions.CultureInvariant);
}

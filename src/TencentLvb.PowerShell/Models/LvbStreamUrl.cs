using System.Text.RegularExpressions;

namespace TencentLvb;

/// <summary>An address to push or play a stream. Who has a signed one can use it until it expires, so keep it as a secret.</summary>
public sealed class LvbStreamUrl
{
    /// <summary>The stream.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The protocol of the address.</summary>
    public LvbStreamProtocol Protocol { get; internal init; }

    /// <summary>The address, with its signature when it was made with a key.</summary>
    public string Url { get; internal init; } = "";

    /// <summary>When the address expires; null when it is not signed.</summary>
    public DateTimeOffset? ExpiresAt { get; internal init; }

    /// <summary>The address with its signature hidden, since texts end up in logs. Use <see cref="Url"/> for the whole address.</summary>
    public override string ToString() => Regex.Replace(Url, "(?<=[?&]txSecret=)[^&]*", "***", RegexOptions.CultureInvariant);
}

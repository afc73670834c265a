namespace TencentLvb.Views;

/// <summary>Defines when a push is weak.</summary>
/// <param name="Fps">The frame rate in frames per second; null if the user specified none.</param>
/// <param name="BitrateBps">The bitrate in bits per second; null if the user specified none.</param>
internal sealed record LiveThresholds(double? Fps = null, long? BitrateBps = null)
{
    /// <summary>
    /// Determines whether the push is below a threshold. Without thresholds of the user, a push without bits is weak, and one that no
    /// longer has frames; an audio-only push never has frames.
    /// </summary>
    public bool IsWeak(LiveStat stat, bool hadFrames) =>
        stat.Fps < (Fps ?? (hadFrames ? 1 : 0)) || stat.BitrateBps < (BitrateBps ?? 1);
}

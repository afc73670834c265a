namespace TencentLvb.Views;

/// <summary>Below what a push is weak.</summary>
/// <param name="Fps">Frames per second; null for no limit of the user's.</param>
/// <param name="BitrateBps">Bits per second; null for no limit of the user's.</param>
internal sealed record LiveThresholds(double? Fps = null, long? BitrateBps = null)
{
    /// <summary>
    /// Whether the push is below a limit. Without limits of the user's, one that brings no bits at all is weak, and one that had frames and
    /// has none; a push of sound alone never has any.
    /// </summary>
    public bool IsWeak(LiveStat stat, bool hadFrames) =>
        stat.Fps < (Fps ?? (hadFrames ? 1 : 0)) || stat.BitrateBps < (BitrateBps ?? 1);
}

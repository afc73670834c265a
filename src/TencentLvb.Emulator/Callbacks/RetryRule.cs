namespace TencentLvb.Emulator;

/// <summary>Determines how often and when a notification is repeated.</summary>
internal sealed class RetryRule(LvbEmulatorCallbackGeneration generation, TimeSpan? gap)
{
    /// <summary>The time limit of a receiver.</summary>
    public static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Gets whether <c>{"code":0}</c> is required (old generation) instead of HTTP 200 (new generation).</summary>
    public bool NeedsCode => generation == LvbEmulatorCallbackGeneration.Old;

    public int Tries(bool isPicture) => NeedsCode ? 3 : isPicture ? 5 : 12;

    public TimeSpan Gap(bool isPicture) => gap ?? (NeedsCode ? TimeSpan.FromSeconds(3) : TimeSpan.FromMinutes(isPicture ? 2 : 1));
}

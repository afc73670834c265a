namespace TencentLvb.Emulator;

/// <summary>How often and when a notification is posted again.</summary>
internal sealed class RetryRule(LvbEmulatorCallbackGeneration generation, TimeSpan? gap)
{
    /// <summary>How long a receiver may take.</summary>
    public static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(20);

    /// <summary>The old generation wants <c>{"code":0}</c>, the new one HTTP 200.</summary>
    public bool NeedsCode => generation == LvbEmulatorCallbackGeneration.Old;

    public int Tries(bool isPicture) => NeedsCode ? 3 : isPicture ? 5 : 12;

    public TimeSpan Gap(bool isPicture) => gap ?? (NeedsCode ? TimeSpan.FromSeconds(3) : TimeSpan.FromMinutes(isPicture ? 2 : 1));
}

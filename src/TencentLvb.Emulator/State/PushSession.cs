namespace TencentLvb.Emulator;

/// <summary>One push of a stream, from its start to its cut.</summary>
internal sealed class PushSession(DateTimeOffset start, string sequence)
{
    public DateTimeOffset Start { get; } = start;

    public DateTimeOffset? End { get; set; }

    /// <summary>Why it ended, in the words of the service.</summary>
    public string EndText { get; set; } = "";

    /// <summary>The digits that a push and its cut share in their notifications.</summary>
    public string Sequence { get; } = sequence;

    public bool IsOpen => End is null;

    public bool Covers(DateTimeOffset time) => Start <= time && !(End < time);
}

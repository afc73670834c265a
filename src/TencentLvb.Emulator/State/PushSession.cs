namespace TencentLvb.Emulator;

/// <summary>Represents one push of a stream from its start to its end.</summary>
internal sealed class PushSession(DateTimeOffset start, string sequence)
{
    public DateTimeOffset Start { get; } = start;

    public DateTimeOffset? End { get; set; }

    /// <summary>Gets or sets why it ended, in the words of the service.</summary>
    public string EndText { get; set; } = "";

    /// <summary>Gets the sequence number that the notifications of its start and end share.</summary>
    public string Sequence { get; } = sequence;

    public bool IsOpen => End is null;

    public bool Covers(DateTimeOffset time) => Start <= time && !(End < time);
}

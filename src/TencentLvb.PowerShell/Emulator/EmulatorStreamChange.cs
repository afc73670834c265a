namespace TencentLvb.Emulator;

/// <summary>What <c>Set-LvbEmulatorStream</c> does to one stream; a null leaves that part as it is.</summary>
internal sealed record EmulatorStreamChange(string StreamId)
{
    public LvbEmulatorStreamState? State { get; init; }

    /// <summary>Viewers, from now on exactly this many.</summary>
    public int? Online { get; init; }

    /// <summary>That many more screenshots in the queue.</summary>
    public int Screenshots { get; init; }
}

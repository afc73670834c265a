namespace TencentLvb.Emulator;

/// <summary>What <c>Set-LvbEmulatorStream</c> does to one stream; a null leaves that part as it is.</summary>
internal sealed record EmulatorStreamChange(string StreamId)
{
    /// <summary>Null: the stream of that name wherever it is; a new one is on the account's first push domain.</summary>
    public string? PushDomain { get; init; }

    /// <summary>Null: the stream of that name wherever it is; a new one is under <c>live</c>.</summary>
    public string? AppName { get; init; }

    /// <summary>When it happened; null: now.</summary>
    public DateTimeOffset? Since { get; init; }

    public LvbEmulatorStreamState? State { get; init; }

    /// <summary>Viewers, from now on exactly this many.</summary>
    public int? Online { get; init; }

    /// <summary>That many more screenshots in the queue.</summary>
    public int Screenshots { get; init; }
}

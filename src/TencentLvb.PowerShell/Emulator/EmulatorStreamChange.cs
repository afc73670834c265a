namespace TencentLvb.Emulator;

/// <summary>Represents a change of <c>Set-LvbEmulatorStream</c> to one stream. Null values leave a property unchanged.</summary>
internal sealed record EmulatorStreamChange(string StreamId)
{
    /// <summary>
    /// Gets the push domain. Null: the stream with this ID wherever it is pushed; a new stream uses the account's first push domain.
    /// </summary>
    public string? PushDomain { get; init; }

    /// <summary>Gets the path. Null: the stream with this ID wherever it is pushed; a new stream uses <c>live</c>.</summary>
    public string? AppName { get; init; }

    /// <summary>Gets the time of the change; null for now.</summary>
    public DateTimeOffset? Since { get; init; }

    public LvbEmulatorStreamState? State { get; init; }

    /// <summary>Gets the exact number of viewers from now on.</summary>
    public int? Online { get; init; }

    /// <summary>Gets the number of screenshots to add to the queue.</summary>
    public int Screenshots { get; init; }
}

namespace TencentLvb.Emulator;

/// <summary>Represents one request to an interface after the general checks.</summary>
internal sealed class ApiCall(
    InterfaceEntry entry,
    IReadOnlyDictionary<string, string> query,
    byte[] body,
    Account account,
    Shapes shapes,
    DateTimeOffset now,
    Uri address)
{
    public InterfaceEntry Entry { get; } = entry;

    public ApiParameters Parameters { get; } = new(query, entry.IsStatistics ? Codes.InvalidStatParameter : Codes.InvalidParameter);

    public byte[] Body { get; } = body;

    public Account Account { get; } = account;

    public Shapes Shapes { get; } = shapes;

    public DateTimeOffset Now { get; } = now;

    /// <summary>Gets the emulator's own address, which also serves files and pictures.</summary>
    public Uri Address { get; } = address;

    /// <summary>Gets or sets a note on usage that the documentation advises against, for the journal.</summary>
    public string? Note { get; set; }
}

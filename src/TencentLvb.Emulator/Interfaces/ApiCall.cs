namespace TencentLvb.Emulator;

/// <summary>One request to one interface, past the front checks.</summary>
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

    /// <summary>The emulator's own address; files and pictures are served there.</summary>
    public Uri Address { get; } = address;

    /// <summary>What the documents advise against, for the journal.</summary>
    public string? Note { get; set; }
}

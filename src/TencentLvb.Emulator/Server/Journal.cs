namespace TencentLvb.Emulator;

/// <summary>
/// The last requests. Noting one costs a copy into a ring; the rest of the work is done when the journal is read. Anybody on this machine
/// can send requests: no more of one is kept than is shown, and those without a valid signature are few and take no place of the others.
/// </summary>
internal sealed class Journal
{
    /// <summary>How many requests of the account are kept.</summary>
    public const int Capacity = 10_000;

    /// <summary>How many requests without a valid signature are kept.</summary>
    public const int UnsignedCapacity = 2_000;

    private readonly object _gate = new();
    private readonly Queue<(long Number, JournalEntry Entry)> _signed = new();
    private readonly Queue<(long Number, JournalEntry Entry)> _unsigned = new();
    private long _count;

    public long Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    /// <summary>Notes a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isSigned">Whether its signature is valid.</param>
    public void Note(in JournalEntry request, bool isSigned)
    {
        var entry = request.Cut();
        lock (_gate)
        {
            var kept = isSigned ? _signed : _unsigned;
            kept.Enqueue((++_count, entry));
            if (kept.Count > (isSigned ? Capacity : UnsignedCapacity))
            {
                kept.Dequeue();
            }
        }
    }

    public IReadOnlyList<LvbEmulatorRequest> Read()
    {
        (long Number, JournalEntry Entry)[] entries;
        lock (_gate)
        {
            entries = [.. _signed, .. _unsigned];
        }

        return Array.ConvertAll(entries.OrderBy(noted => noted.Number).ToArray(), noted => noted.Entry.Show(noted.Number));
    }
}

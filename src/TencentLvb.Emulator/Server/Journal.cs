namespace TencentLvb.Emulator;

/// <summary>
/// Keeps the last requests. Recording one only copies it to a ring buffer; the rest of the work is done when the journal is read. Anyone
/// on this machine can send requests, so only the displayed part of each is kept, and requests without a valid signature are limited
/// separately.
/// </summary>
internal sealed class Journal
{
    /// <summary>The number of requests of the account that are kept.</summary>
    public const int Capacity = 10_000;

    /// <summary>The number of requests without a valid signature that are kept.</summary>
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

    /// <summary>Records a request.</summary>
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

namespace TencentLvb.Emulator;

/// <summary>
/// The last requests. Noting one costs a copy into a ring; the rest of the work is done when the journal is read. Anybody on this machine
/// can send requests, so no more of one is kept than is shown.
/// </summary>
internal sealed class Journal
{
    public const int Capacity = 10_000;
    private readonly object _gate = new();
    private readonly List<JournalEntry> _ring = [];
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

    public void Note(in JournalEntry request)
    {
        var entry = request.Cut();
        lock (_gate)
        {
            if (_ring.Count < Capacity)
            {
                _ring.Add(entry);
            }
            else
            {
                _ring[(int)(_count % Capacity)] = entry;
            }

            _count++;
        }
    }

    public IReadOnlyList<LvbEmulatorRequest> Read()
    {
        JournalEntry[] entries;
        long first;
        lock (_gate)
        {
            entries = new JournalEntry[_ring.Count];
            first = _count - entries.Length;
            for (var i = 0; i < entries.Length; i++)
            {
                entries[i] = _ring[(int)((first + i) % Capacity)];
            }
        }

        var requests = new LvbEmulatorRequest[entries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            requests[i] = entries[i].Show(first + i + 1);
        }

        return requests;
    }
}

using System.Text;
using System.Text.RegularExpressions;

namespace TencentLvb.Emulator;

/// <summary>The last requests. Noting one costs a copy into a ring; the rest of the work is done when the journal is read.</summary>
internal sealed class Journal
{
    public const int Capacity = 10_000;
    private const int LongestBody = 4096;
    private static readonly Regex SignValue = new("(^|&)(sign)=[^&]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
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

    public void Note(in JournalEntry entry)
    {
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
            requests[i] = Show(first + i + 1, entries[i]);
        }

        return requests;
    }

    private static LvbEmulatorRequest Show(long number, in JournalEntry entry) => new(
        number,
        entry.Time,
        entry.Method,
        entry.Interface,
        SignValue.Replace(entry.RawQuery, "$1$2=***"),
        entry.Body is { Length: > 0 } body ? Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, LongestBody)) : "",
        entry.Status,
        entry.Ret,
        entry.Fault?.ToString(),
        entry.Note);
}

/// <summary>One noted request.</summary>
internal readonly record struct JournalEntry(DateTimeOffset Time, string Method, string Interface, string RawQuery, byte[]? Body)
{
    public int? Status { get; init; }

    public int? Ret { get; init; }

    public LvbEmulatorFaultKind? Fault { get; init; }

    public string? Note { get; init; }
}

using System.Runtime.CompilerServices;

namespace TencentLvb.Completion;

/// <summary>
/// Records the IDs of the streams that cmdlets emitted on a connection. If a change specifies an ID that was never emitted but is similar
/// to one that was, it is most likely a typing error, which the service reports as success.
/// </summary>
internal sealed class EmittedStreams
{
    // Beyond this number an emitted ID may be missing here, and a hint could be wrong, so there are no more hints.
    private const int Limit = 10_000;

    private static readonly ConditionalWeakTable<LvbConnection, EmittedStreams> Records = new();

    private readonly object _gate = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<(string Cmdlet, string Id)> _hinted = [];
    private bool _isFull;

    /// <summary>Returns the record of a connection.</summary>
    public static EmittedStreams Of(LvbConnection connection) => Records.GetOrCreateValue(connection);

    public void Add(string id)
    {
        lock (_gate)
        {
            if (!_isFull && _ids.Add(id) && _ids.Count > Limit)
            {
                _isFull = true;
                _ids.Clear();
                _hinted.Clear();
            }
        }
    }

    /// <summary>
    /// Returns the emitted ID that was probably intended; null if there is none, or if this cmdlet already gave a hint for it.
    /// </summary>
    public string? SuggestionFor(string id, string cmdlet)
    {
        lock (_gate)
        {
            return _ids.Contains(id) || _hinted.Contains((cmdlet, id)) ? null : _ids.FirstOrDefault(known => IsNearly(known, id));
        }
    }

    /// <summary>Records that a cmdlet gave a hint for an ID.</summary>
    public void NoteHint(string id, string cmdlet)
    {
        lock (_gate)
        {
            if (_hinted.Count < Limit)
            {
                _hinted.Add((cmdlet, id));
            }
        }
    }

    /// <summary>
    /// Determines whether two different IDs differ in case, by one added, missing or changed character, or by two swapped characters.
    /// </summary>
    internal static bool IsNearly(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > 1)
        {
            return false;
        }

        var shorter = Math.Min(one.Length, other.Length);
        var head = 0;
        while (head < shorter && one[head] == other[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < shorter - head && one[one.Length - 1 - tail] == other[other.Length - 1 - tail])
        {
            tail++;
        }

        var (oneLeft, otherLeft) = (one.Length - head - tail, other.Length - head - tail);
        var isOneEdit = Math.Max(oneLeft, otherLeft) == 1;
        var isSwap = oneLeft == 2 && otherLeft == 2 && one[head] == other[head + 1] && one[head + 1] == other[head];
        return isOneEdit || isSwap || string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
    }
}

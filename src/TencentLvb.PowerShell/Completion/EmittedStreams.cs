using System.Runtime.CompilerServices;

namespace TencentLvb.Completion;

/// <summary>
/// The ids of the streams that cmdlets emitted on a connection. A change of a stream that was never among them, while one with nearly the
/// same id was, is most likely a typing error, which the service answers with success.
/// </summary>
internal sealed class EmittedStreams
{
    // Beyond that many an id may have been emitted without being known here, and a hint could be wrong: there are no more hints then.
    private const int Limit = 10_000;

    private static readonly ConditionalWeakTable<LvbConnection, EmittedStreams> Records = new();

    private readonly object _gate = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<(string Cmdlet, string Id)> _hinted = [];
    private bool _isFull;

    /// <summary>The record of a connection.</summary>
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

    /// <summary>The emitted id that was probably meant by one that was never emitted; null when there is none, or when this cmdlet hinted
    /// at it before.</summary>
    public string? MeantBy(string id, string cmdlet)
    {
        lock (_gate)
        {
            return _ids.Contains(id) || _hinted.Contains((cmdlet, id)) ? null : _ids.FirstOrDefault(known => IsNearly(known, id));
        }
    }

    /// <summary>Notes that a cmdlet hinted at an id.</summary>
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

    /// <summary>Whether two different ids differ by case, by one character more, less or other, or by two neighbours that changed
    /// places.</summary>
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

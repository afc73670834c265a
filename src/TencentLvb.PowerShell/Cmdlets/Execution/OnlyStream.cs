using System.Collections;

namespace TencentLvb.Cmdlets;

/// <summary>
/// A sequence of one stream that is used over and over: a pipeline brings one at a time, and each is done with before the next comes. It is
/// its own enumerator.
/// </summary>
internal sealed class OnlyStream : IEnumerable<StreamKey>, IEnumerator<StreamKey>
{
    private bool _isTaken;

    public StreamKey Current { get; private set; }

    object IEnumerator.Current => Current;

    /// <summary>The sequence of this stream alone.</summary>
    public OnlyStream With(StreamKey stream)
    {
        Current = stream;
        return this;
    }

    public IEnumerator<StreamKey> GetEnumerator()
    {
        _isTaken = false;
        return this;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool MoveNext() => !_isTaken && (_isTaken = true);

    public void Reset() => _isTaken = false;

    public void Dispose()
    {
        // Nothing to dispose of: the cmdlet keeps it.
    }
}

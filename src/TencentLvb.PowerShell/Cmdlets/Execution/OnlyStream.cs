using System.Collections;

namespace TencentLvb.Cmdlets;

/// <summary>
/// A reusable sequence of one stream. A pipeline supplies one stream at a time, and each is processed before the next arrives. The
/// sequence is its own enumerator.
/// </summary>
internal sealed class OnlyStream : IEnumerable<StreamKey>, IEnumerator<StreamKey>
{
    private bool _isTaken;

    public StreamKey Current { get; private set; }

    object IEnumerator.Current => Current;

    /// <summary>Returns the sequence with this stream only.</summary>
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
        // Nothing to dispose: the cmdlet keeps the instance.
    }
}

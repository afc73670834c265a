using System.Buffers;
using System.Net.Sockets;

namespace TencentLvb.Http;

/// <summary>Holds the bytes of one connection that were received but not processed.</summary>
internal sealed class ReceiveBuffer : IDisposable
{
    private const int InitialSize = 4096;
    private readonly Socket _socket;
    private byte[] _bytes = Array.Empty<byte>();
    private int _start;
    private int _end;

    public ReceiveBuffer(Socket socket) => _socket = socket;

    public int Available => _end - _start;

    public byte this[int offset] => _bytes[_start + offset];

    public int IndexOf(byte value, int from)
    {
        int at = Array.IndexOf(_bytes, value, _start + from, _end - _start - from);
        return at < 0 ? -1 : at - _start;
    }

    public void Skip(int count) => _start += count;

    public void CopyTo(byte[] target, int offset, int count)
    {
        Buffer.BlockCopy(_bytes, _start, target, offset, count);
        _start += count;
    }

    /// <summary>Waits for more bytes after those in the buffer.</summary>
    /// <returns>The number of received bytes; 0 if the other side has closed the connection.</returns>
    public async Task<int> FillAsync()
    {
        MakeRoom();
        var free = new ArraySegment<byte>(_bytes, _end, _bytes.Length - _end);
        int count = await _socket.ReceiveAsync(free, SocketFlags.None).ConfigureAwait(false);
        _end += count;
        return count;
    }

    /// <summary>Receives directly into <paramref name="target"/>, only if the buffer is empty.</summary>
    public Task<int> ReceiveAsync(byte[] target, int offset, int count) =>
        _socket.ReceiveAsync(new ArraySegment<byte>(target, offset, count), SocketFlags.None);

    public void Clear() => _start = _end = 0;

    public void Dispose()
    {
        byte[] rented = _bytes;
        _bytes = Array.Empty<byte>();
        _start = _end = 0;
        if (rented.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void MakeRoom()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }

        if (_end < _bytes.Length)
        {
            return;
        }

        if (_bytes.Length == 0)
        {
            _bytes = ArrayPool<byte>.Shared.Rent(InitialSize);
            return;
        }

        if (_start > 0)
        {
            Buffer.BlockCopy(_bytes, _start, _bytes, 0, _end - _start);
        }
        else
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
            Buffer.BlockCopy(_bytes, 0, larger, 0, _end);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        _end -= _start;
        _start = 0;
    }
}

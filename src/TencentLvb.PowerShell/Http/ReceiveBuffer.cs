using System;
using System.Buffers;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace TencentLvb.Http;

/// <summary>The bytes of one connection that have arrived and are not used yet.</summary>
internal sealed class ReceiveBuffer : IDisposable
{
    private const int InitialSize = 4096;
    private readonly Socket socket;
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(InitialSize);
    private int start;
    private int end;

    public ReceiveBuffer(Socket socket) => this.socket = socket;

    public int Available => end - start;

    public byte this[int offset] => bytes[start + offset];

    public int IndexOf(byte value, int from)
    {
        int at = Array.IndexOf(bytes, value, start + from, end - start - from);
        return at < 0 ? -1 : at - start;
    }

    public void Skip(int count) => start += count;

    public void CopyTo(byte[] target, int offset, int count)
    {
        Buffer.BlockCopy(bytes, start, target, offset, count);
        start += count;
    }

    /// <summary>Waits for more bytes behind those that are here.</summary>
    /// <returns>How many came; 0 when the other side has ended.</returns>
    public async Task<int> FillAsync()
    {
        MakeRoom();
        int count = await socket.ReceiveAsync(new ArraySegment<byte>(bytes, end, bytes.Length - end), SocketFlags.None).ConfigureAwait(false);
        end += count;
        return count;
    }

    /// <summary>Receives straight into <paramref name="target"/>; only when nothing is buffered.</summary>
    public Task<int> ReceiveAsync(byte[] target, int offset, int count) =>
        socket.ReceiveAsync(new ArraySegment<byte>(target, offset, count), SocketFlags.None);

    public void Clear() => start = end = 0;

    public void Dispose()
    {
        byte[] rented = bytes;
        bytes = Array.Empty<byte>();
        start = end = 0;
        if (rented.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void MakeRoom()
    {
        if (start == end)
        {
            start = end = 0;
        }

        if (end < bytes.Length)
        {
            return;
        }

        if (start > 0)
        {
            Buffer.BlockCopy(bytes, start, bytes, 0, end - start);
        }
        else
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(bytes.Length * 2);
            Buffer.BlockCopy(bytes, 0, larger, 0, end);
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = larger;
        }

        end -= start;
        start = 0;
    }
}

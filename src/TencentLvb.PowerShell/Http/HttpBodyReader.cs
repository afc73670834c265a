using System;
using System.Threading.Tasks;

namespace TencentLvb.Http;

/// <summary>
/// Reads one body, of a known length or in chunks. Memory grows with what has arrived, not with what was announced.
/// </summary>
internal sealed class HttpBodyReader
{
    /// <summary>The other side ended in the middle: nobody is there to be answered.</summary>
    public const int Ended = -1;

    private const int FirstAllocation = 64 * 1024;
    private const int MaxChunkLine = 256;
    private readonly ReceiveBuffer buffer;
    private readonly int limit;
    private byte[] body = Array.Empty<byte>();
    private int length;

    public HttpBodyReader(ReceiveBuffer buffer, int limit)
    {
        this.buffer = buffer;
        this.limit = limit;
    }

    /// <summary>The body, once the reading gave 0.</summary>
    public byte[] Body
    {
        get
        {
            if (body.Length != length)
            {
                Array.Resize(ref body, length);
            }

            return body;
        }
    }

    /// <returns>0, the status to refuse it with, or <see cref="Ended"/>.</returns>
    public Task<int> ReadAsync(HttpRequestHead head) => head.IsChunked ? ReadChunksAsync() : ReadExactAsync((int)head.ContentLength);

    private async Task<int> ReadExactAsync(int count)
    {
        int goal = length + count;
        while (length < goal)
        {
            if (length == body.Length)
            {
                Array.Resize(ref body, Math.Min(goal, Math.Max(FirstAllocation, body.Length * 2)));
            }

            int room = Math.Min(body.Length, goal) - length;
            if (buffer.Available > 0)
            {
                int take = Math.Min(buffer.Available, room);
                buffer.CopyTo(body, length, take);
                length += take;
                continue;
            }

            int received = await buffer.ReceiveAsync(body, length, room).ConfigureAwait(false);
            if (received == 0)
            {
                return Ended;
            }

            length += received;
        }

        return 0;
    }

    private async Task<int> ReadChunksAsync()
    {
        while (true)
        {
            int line = await LineAsync().ConfigureAwait(false);
            if (line < 0)
            {
                return line == Ended ? Ended : 400;
            }

            long size = ChunkSize(line);
            buffer.Skip(line + 2);
            if (size < 0)
            {
                return 400;
            }

            if (size == 0)
            {
                return await TrailerAsync().ConfigureAwait(false);
            }

            if (length + size > limit)
            {
                return 413;
            }

            int status = await ReadExactAsync((int)size).ConfigureAwait(false);
            if (status != 0)
            {
                return status;
            }

            line = await LineAsync().ConfigureAwait(false);
            if (line != 0)
            {
                return line == Ended ? Ended : 400;
            }

            buffer.Skip(2);
        }
    }

    private async Task<int> TrailerAsync()
    {
        for (int lines = 0; lines < 20; lines++)
        {
            int line = await LineAsync().ConfigureAwait(false);
            if (line < 0)
            {
                return line == Ended ? Ended : 400;
            }

            buffer.Skip(line + 2);
            if (line == 0)
            {
                return 0;
            }
        }

        return 400;
    }

    /// <returns>The length of the next line without its CR LF; <see cref="Ended"/>, or below it when it is none.</returns>
    private async Task<int> LineAsync()
    {
        int seen = 0;
        while (true)
        {
            int at = buffer.IndexOf((byte)'\n', seen);
            if (at >= 0)
            {
                return at > 0 && buffer[at - 1] == '\r' && at <= MaxChunkLine ? at - 1 : Ended - 1;
            }

            seen = buffer.Available;
            if (seen > MaxChunkLine)
            {
                return Ended - 1;
            }

            if (await buffer.FillAsync().ConfigureAwait(false) == 0)
            {
                return Ended;
            }
        }
    }

    private long ChunkSize(int line)
    {
        long size = 0;
        int i = 0;
        for (; i < line; i++)
        {
            int digit = Hex(buffer[i]);
            if (digit < 0)
            {
                break;
            }

            size = size * 16 + digit;
        }

        bool plain = i == line || buffer[i] is (byte)';' or (byte)' ' or (byte)'\t';
        return i is > 0 and <= 8 && plain ? size : -1;
    }

    private static int Hex(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        _ => -1,
    };
}

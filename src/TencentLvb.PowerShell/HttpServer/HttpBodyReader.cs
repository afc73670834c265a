namespace TencentLvb.Http;

/// <summary>
/// Reads one body, of a known length or in chunks. Memory grows with what has arrived, not with what was announced.
/// </summary>
internal sealed class HttpBodyReader
{
    /// <summary>The other side closed the connection in the middle, so there is no one to respond to.</summary>
    public const int Ended = -1;

    private const int FirstAllocation = 4 * 1024;
    private const int MaxChunkLine = 256;
    private const int MaxTrailers = 20;
    private const int MaxExtensions = 4 * 1024; // They are not used here, and could be longer than the body.
    private readonly ReceiveBuffer _buffer;
    private readonly HttpBodyMemory.Lease _memory;
    private readonly int _limit;
    private byte[] _body = Array.Empty<byte>();
    private int _length;
    private int _extensions;

    public HttpBodyReader(ReceiveBuffer buffer, int limit, HttpBodyMemory.Lease memory)
    {
        _buffer = buffer;
        _limit = limit;
        _memory = memory;
    }

    /// <summary>Gets the body after the read operation returned 0.</summary>
    public byte[] Body
    {
        get
        {
            if (_body.Length != _length)
            {
                Array.Resize(ref _body, _length);
            }

            return _body;
        }
    }

    /// <returns>0, the status of the refusal, or <see cref="Ended"/>.</returns>
    public Task<int> ReadAsync(HttpRequestHead head) => head.IsChunked ? ReadChunksAsync() : ReadExactAsync((int)head.ContentLength);

    // More chunks may follow: the memory doubles up to the ceiling, so that small chunks do not copy it each time.
    private async Task<int> ReadExactAsync(int count, int ceiling = 0)
    {
        int goal = _length + count;
        while (_length < goal)
        {
            if (_length == _body.Length)
            {
                if (_buffer.Available == 0 && await _buffer.FillAsync().ConfigureAwait(false) == 0)
                {
                    return Ended;
                }
                int larger = Math.Min(Math.Max(goal, ceiling), Math.Max(Math.Max(FirstAllocation, _buffer.Available), _body.Length * 2));
                if (!_memory.TryGrow(larger - _body.Length))
                {
                    return 503;
                }

                Array.Resize(ref _body, larger);
            }

            int room = Math.Min(_body.Length, goal) - _length;
            if (_buffer.Available > 0)
            {
                int take = Math.Min(_buffer.Available, room);
                _buffer.CopyTo(_body, _length, take);
                _length += take;
                continue;
            }

            int received = await _buffer.ReceiveAsync(_body, _length, room).ConfigureAwait(false);
            if (received == 0)
            {
                return Ended;
            }

            _length += received;
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
            _buffer.Skip(line + 2);
            if (size < 0)
            {
                return 400;
            }

            if (size == 0)
            {
                return await TrailerAsync().ConfigureAwait(false);
            }

            if (_length + size > _limit)
            {
                return 413;
            }

            int status = await ReadExactAsync((int)size, _limit).ConfigureAwait(false);
            if (status != 0)
            {
                return status;
            }

            line = await LineAsync().ConfigureAwait(false);
            if (line != 0)
            {
                return line == Ended ? Ended : 400;
            }

            _buffer.Skip(2);
        }
    }

    private async Task<int> TrailerAsync()
    {
        for (int lines = 0; lines <= MaxTrailers; lines++)
        {
            int line = await LineAsync().ConfigureAwait(false);
            if (line < 0)
            {
                return line == Ended ? Ended : 400;
            }

            bool isField = IsField(line);
            _buffer.Skip(line + 2);
            if (line == 0)
            {
                return 0;
            }

            if (!isField)
            {
                return 400;
            }
        }

        return 400;
    }

    /// <returns>The length of the next line without its CR LF; <see cref="Ended"/>, or a lower value if it is not a valid line.</returns>
    private async Task<int> LineAsync()
    {
        int seen = 0;
        while (true)
        {
            int at = _buffer.IndexOf((byte)'\n', seen);
            if (at >= 0)
            {
                return at > 0 && _buffer[at - 1] == '\r' && at <= MaxChunkLine ? at - 1 : Ended - 1;
            }

            seen = _buffer.Available;
            if (seen > MaxChunkLine)
            {
                return Ended - 1;
            }

            if (await _buffer.FillAsync().ConfigureAwait(false) == 0)
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
            int digit = Hex(_buffer[i]);
            if (digit < 0)
            {
                break;
            }

            size = size * 16 + digit;
        }

        _extensions += line - i;
        return i is > 0 and <= 8 && _extensions <= MaxExtensions && IsExtension(i, line) ? size : -1;
    }

    // Empty, or the text after a semicolon. White space can precede it, but not occur on its own.
    private bool IsExtension(int from, int line)
    {
        int at = from;
        while (at < line && _buffer[at] is (byte)' ' or (byte)'\t')
        {
            at++;
        }

        if (at == line)
        {
            return at == from;
        }

        return _buffer[at] == ';' && AreValues(at, line);
    }

    private bool IsField(int line)
    {
        int colon = 0;
        while (colon < line && HttpToken.Is(_buffer[colon]))
        {
            colon++;
        }

        return colon > 0 && colon < line && _buffer[colon] == ':' && AreValues(colon, line);
    }

    private bool AreValues(int from, int line)
    {
        for (int i = from; i < line; i++)
        {
            if (!HttpToken.IsValue(_buffer[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static int Hex(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        _ => -1,
    };
}

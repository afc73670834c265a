namespace TencentLvb.Http;

/// <summary>Waits until the header of the next request is in the buffer.</summary>
internal sealed class HttpHeadReader
{
    /// <summary>The received bytes are the beginning of a TLS handshake.</summary>
    public const int Tls = int.MinValue;

    // Some old clients send an empty line after a body. Data with more empty lines is not a request.
    private const int MaxEmptyLines = 4;
    private readonly ReceiveBuffer _buffer;
    private readonly HttpPhaseClock _clock;
    private readonly HttpServerOptions _options;

    public HttpHeadReader(ReceiveBuffer buffer, HttpPhaseClock clock, HttpServerOptions options)
    {
        _buffer = buffer;
        _clock = clock;
        _options = options;
    }

    /// <returns>The length of the header including its empty line; 0 if no more requests follow; the negative status of a refusal; <see
    /// cref="Tls"/>.</returns>
    public async Task<int> ReadAsync()
    {
        int seen = 0, emptyLines = 0;
        bool started = false;
        while (true)
        {
            while (_buffer.Available >= 2 && _buffer[0] == '\r' && _buffer[1] == '\n')
            {
                _buffer.Skip(2);
                seen = 0;
                if (++emptyLines > MaxEmptyLines)
                {
                    return -400;
                }
            }

            if (!started && _buffer.Available > 0)
            {
                started = true;
                if (!_clock.Enter(HttpPhase.Head, _options.HeaderTimeout))
                {
                    return 0;
                }
            }

            // Data that is not a request need not be read to its end.
            if (_buffer.Available > 0 && _buffer[0] != '\r' && !HttpToken.Is(_buffer[0]))
            {
                return _buffer[0] == 0x16 ? Tls : -400;
            }

            int end = HeadEnd(seen);
            if (end > 0)
            {
                return end <= _options.MaxHeaderBytes ? end : -431;
            }

            seen = _buffer.Available;
            if (seen >= _options.MaxHeaderBytes)
            {
                return _buffer.IndexOf((byte)'\n', 0) < 0 ? -414 : -431;
            }

            if (await _buffer.FillAsync().ConfigureAwait(false) == 0 || _clock.IsOver)
            {
                return 0;
            }
        }
    }

    // A header that uses bare line feeds also ends here, so that the parser can refuse it immediately.
    private int HeadEnd(int seen)
    {
        for (int at = _buffer.IndexOf((byte)'\n', seen); at >= 0; at = _buffer.IndexOf((byte)'\n', at + 1))
        {
            if (at >= 1 && (_buffer[at - 1] == '\n' || (at >= 2 && _buffer[at - 1] == '\r' && _buffer[at - 2] == '\n')))
            {
                return at + 1;
            }
        }

        return 0;
    }
}

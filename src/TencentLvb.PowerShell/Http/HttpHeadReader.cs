using System.Threading.Tasks;

namespace TencentLvb.Http;

/// <summary>Waits until the head of the next request is in the buffer.</summary>
internal sealed class HttpHeadReader
{
    private readonly ReceiveBuffer buffer;
    private readonly HttpPhaseClock clock;
    private readonly HttpServerOptions options;

    public HttpHeadReader(ReceiveBuffer buffer, HttpPhaseClock clock, HttpServerOptions options)
    {
        this.buffer = buffer;
        this.clock = clock;
        this.options = options;
    }

    /// <returns>The length of the head with its empty line; 0 when there is none to come; minus the status when it is too long.</returns>
    public async Task<int> ReadAsync()
    {
        int seen = 0;
        bool started = false;
        while (true)
        {
            // Some old clients send an empty line behind a body.
            while (seen == 0 && buffer.Available >= 2 && buffer[0] == '\r' && buffer[1] == '\n')
            {
                buffer.Skip(2);
            }

            if (!started && buffer.Available > 0)
            {
                started = true;
                if (!clock.Enter(HttpPhase.Head, options.HeaderTimeout))
                {
                    return 0;
                }
            }

            int end = HeadEnd(seen);
            if (end > 0)
            {
                return end <= options.MaxHeaderBytes ? end : -431;
            }

            seen = buffer.Available;
            if (seen >= options.MaxHeaderBytes)
            {
                return buffer.IndexOf((byte)'\n', 0) < 0 ? -414 : -431;
            }

            if (await buffer.FillAsync().ConfigureAwait(false) == 0 || clock.IsOver)
            {
                return 0;
            }
        }
    }

    // A head that uses bare line feeds ends as well, for the parser to refuse it at once.
    private int HeadEnd(int seen)
    {
        for (int at = buffer.IndexOf((byte)'\n', seen); at >= 0; at = buffer.IndexOf((byte)'\n', at + 1))
        {
            if (at >= 1 && (buffer[at - 1] == '\n' || (at >= 2 && buffer[at - 1] == '\r' && buffer[at - 2] == '\n')))
            {
                return at + 1;
            }
        }

        return 0;
    }
}

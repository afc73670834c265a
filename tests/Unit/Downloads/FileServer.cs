using System.Collections.Concurrent;
using System.Globalization;

namespace TencentLvb.Unit.Downloads;

/// <summary>Serves one file with ranges, and interrupts the response where specified.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly HttpServer server;

    public FileServer()
    {
        server = new HttpServer(new HttpServerOptions(), (request, _) => Task.FromResult(Answer(request)));
        server.Start();
    }

    public byte[] Content { get; set; } = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7))];

    public string? Tag { get; set; } = "\"one\"";

    /// <summary>The number of bytes after which the next responses are interrupted, one value per response.</summary>
    public ConcurrentQueue<int> BreakOffs { get; } = new();

    public ConcurrentQueue<HttpAnswer> Instead { get; } = new();

    public ConcurrentQueue<string> Ranges { get; } = new();

    public ConcurrentQueue<string> Queries { get; } = new();

    public Uri Address => new($"http://127.0.0.1:{server.LocalEndPoint.Port}/f0.mp4?token=abc");

    public void Dispose() => server.Dispose();

    private HttpAnswer Answer(HttpRequest request)
    {
        Queries.Enqueue(request.Path);
        Ranges.Enqueue($"{request.Headers["Range"]} if {request.Headers["If-Range"]}".Trim());
        if (Instead.TryDequeue(out var instead))
        {
            return instead;
        }

        var from = request.Headers["Range"] is { } range && request.Headers["If-Range"] == Tag
            ? int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture)
            : 0;
        List<KeyValuePair<string, string>> headers = [];
        if (Tag is not null)
        {
            headers.Add(new("ETag", Tag));
        }

        if (from >= Content.Length)
        {
            return new HttpAnswer(416) { Headers = [new("Content-Range", $"bytes */{Content.Length}")] };
        }

        if (from > 0)
        {
            headers.Add(new("Content-Range", $"bytes {from}-{Content.Length - 1}/{Content.Length}"));
        }

        return new HttpAnswer(from > 0 ? 206 : 200, Content[from..], "video/mp4")
        {
            Headers = headers,
            TruncateBodyAt = BreakOffs.TryDequeue(out var at) ? at : null,
        };
    }
}

using System.Net;
using System.Text.Json;
using System.Threading.Channels;

namespace TencentLvb.Unit.Emulator;

/// <summary>A receiver of notifications that responds as the test specifies.</summary>
internal sealed class CallbackListener : IDisposable
{
    private readonly Channel<string> bodies = System.Threading.Channels.Channel.CreateUnbounded<string>();
    private readonly HttpServer server;

    public CallbackListener(Func<int, HttpAnswer>? answer = null)
    {
        var count = 0;
        server = new HttpServer(new HttpServerOptions(), (request, _) =>
        {
            var number = Interlocked.Increment(ref count);
            Assert.Equal("POST", request.Method);
            Assert.Equal("application/json", request.Headers["Content-Type"]);
            bodies.Writer.TryWrite(System.Text.Encoding.UTF8.GetString(request.Body));
            return Task.FromResult(answer?.Invoke(number) ?? new HttpAnswer(200, "{ \"code\":0 }"));
        });
        server.Start();
    }

    public Uri Uri => new($"http://127.0.0.1:{((IPEndPoint)server.LocalEndPoint).Port}/notify");

    public async Task<JsonElement> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        return JsonElement.Parse(await bodies.Reader.ReadAsync(patience.Token));
    }

    public async Task<IReadOnlyList<JsonElement>> NextAsync(int count)
    {
        var all = new List<JsonElement>();
        while (all.Count < count)
        {
            all.Add(await NextAsync());
        }

        return all;
    }

    public bool IsEmpty => bodies.Reader.Count == 0;

    public void Dispose() => server.Dispose();
}

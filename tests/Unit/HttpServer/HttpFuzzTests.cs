namespace TencentLvb.Unit.Http;

/// <summary>Requests with bytes changed, lost, doubled and moved: every connection ends, and the server serves the next one.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class HttpFuzzTests
{
    [Fact]
    public async Task Mutated_requests_do_no_harm()
    {
        using HttpServer server = TestServer.Echo();
        var random = new Random(20240611);
        for (int i = 0; i < 3000; i++)
        {
            byte[] bytes = RequestMutator.Next(random);
            string all = await RequestMutator.ExchangeAsync(server.LocalEndPoint, bytes);
            foreach (string start in all.Split("HTTP/1.1 ").Skip(1))
            {
                int status = int.Parse(start.AsSpan(0, 3), System.Globalization.CultureInfo.InvariantCulture);
                Assert.Contains(status, new[] { 100, 200, 400, 413, 414, 417, 431, 501, 505 });
            }
        }

        using var client = new RawClient(server);
        client.Send(RequestMutator.Seeds[0]);
        Assert.Equal(200, client.Read().Status);
        client.Dispose();
        Assert.True(SpinWait.SpinUntil(() => server.ConnectionCount == 0, 10_000));
    }
}

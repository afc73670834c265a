using System.Diagnostics;
using System.Net.Sockets;

namespace TencentLvb.Unit.Notifications;

[Collection(nameof(ClocksAndSockets))]
public sealed class ReceiverTests
{
    [Fact]
    public void An_event_is_acknowledged_only_after_the_pipeline_has_processed_it()
    {
        using var fixture = new ReceiverFixture();
        using RawClient client = fixture.Post(Signed.Fresh(1));
        QueuedEvent delivery = fixture.Take();
        Assert.Equal("1", Assert.IsType<StreamStateEvent>(delivery.Load()).Sequence);
        Assert.Equal(0, client.Socket.Available);
        delivery.Complete(EventDisposition.Taken);
        RawAnswer answer = client.Read();
        Assert.Equal((200, "{\"code\":0}"), (answer.Status, answer.Body));
    }

    [Fact]
    public void When_the_pipeline_fails_the_current_event_gets_500_and_the_waiting_ones_503()
    {
        using var fixture = new ReceiverFixture();
        using RawClient first = fixture.Post(Signed.Fresh(0));
        fixture.Await(1);
        QueuedEvent failing = fixture.Take();
        List<RawClient> others = Enumerable.Range(1, 10).Select(i => fixture.Post(Signed.Fresh(i))).ToList();
        fixture.Await(10);
        failing.Complete(EventDisposition.Failed);
        fixture.Receiver.Dispose();
        Assert.Equal(500, first.Read().Status);
        Assert.All(others, c => Assert.Equal(503, c.Read().Status));
        others.ForEach(c => c.Dispose());
    }

    [Fact]
    public async Task Fifty_open_requests_get_no_success_from_a_stop()
    {
        using var fixture = new ReceiverFixture();
        List<RawClient> waiting = Enumerable.Range(0, 30).Select(i => fixture.Post(Signed.Fresh(i))).ToList();
        fixture.Await(30);
        QueuedEvent underWay = fixture.Take();
        List<RawClient> others = Enumerable.Range(0, 20).Select(_ => fixture.Client()).ToList();
        for (int i = 0; i < others.Count; i++)
        {
            // Nothing, part of the headers, the headers, part of a body.
            string[] parts = ["", "POST / HT", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 20\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 20\r\n\r\n{\"event"];
            others[i].Send(parts[i % 4]);
        }

        var watch = Stopwatch.StartNew();
        Task stopped = fixture.Receiver.StopAsync();
        using var free = new TcpListener(fixture.EndPoint);
        free.Start();
        free.Stop();
        await stopped;
        Assert.InRange(watch.ElapsedMilliseconds, 0, 5_000);
        underWay.Complete(EventDisposition.Interrupted);

        string[] answers = waiting.Concat(others).Select(c => c.ReadToEnd() ?? "").ToArray();
        Assert.DoesNotContain(answers, a => a.StartsWith("HTTP/1.1 2", StringComparison.Ordinal));
        Assert.Equal(29, answers.Count(a => a.StartsWith("HTTP/1.1 503 ", StringComparison.Ordinal)));
        waiting.Concat(others).ToList().ForEach(c => c.Dispose());
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: h\r\n\r\n", 200)]
    [InlineData("HEAD / HTTP/1.1\r\nHost: anything.example.com:99\r\n\r\n", 200)]
    [InlineData("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n", 405)]
    [InlineData("DELETE / HTTP/1.1\r\nHost: h\r\n\r\n", 405)]
    [InlineData("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1048577\r\n\r\n", 413)]
    [InlineData("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nq\r\n", 400)]
    public void Requests_that_are_not_notifications_get_the_right_status(string request, int status)
    {
        using var fixture = new ReceiverFixture();
        Assert.Equal(status, fixture.Status(request));
        if (status != 200)
        {
            string warning = fixture.Warning();
            Assert.Contains("127.0.0.1", warning, StringComparison.Ordinal);
            Assert.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture), warning, StringComparison.Ordinal);
        }

        fixture.TakeAll();
        Assert.Equal(200, fixture.Status(Signed.Fresh(1)));
    }

    [Fact]
    public void Wrong_and_expired_signs_get_403_and_a_warning()
    {
        using var fixture = new ReceiverFixture();
        Assert.Equal(403, fixture.Status(Signed.With(Signed.Start, ("sign", new string('0', 32)))));
        Assert.Contains("LvbEventInvalidSignature", fixture.Warning(), StringComparison.Ordinal);
        Assert.Equal(403, fixture.Status(Signed.Bytes(Signed.Start, 5)));
        Assert.Contains("LvbEventExpired", fixture.Warning(), StringComparison.Ordinal);
        Assert.Equal(403, fixture.Status(ReceiverFixture.Bytes(Signed.Audit)));
        Assert.Contains("-AllowUnsigned", fixture.Warning(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_slow_body_gets_408()
    {
        using var fixture = new ReceiverFixture(limits: new HttpServerOptions { BodyTimeout = TimeSpan.FromMilliseconds(100) });
        using RawClient client = fixture.Client();
        client.Send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 20\r\n\r\n{\"ev");
        Assert.StartsWith("HTTP/1.1 408 ", client.ReadToEnd(), StringComparison.Ordinal);
        Assert.Contains("408", fixture.Warning(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/lvb/", 200)]
    [InlineData("/lvb", 200)]
    [InlineData("/lvb/deeper?x=1", 200)]
    [InlineData("/lvbx", 404)]
    [InlineData("/", 404)]
    [InlineData("/LVB/", 404)]
    public void Requests_must_use_the_path_of_the_prefix(string path, int status)
    {
        using var fixture = new ReceiverFixture(path: "/lvb/");
        fixture.TakeAll();
        Assert.Equal(status, fixture.Status(Signed.Fresh(1), path));
    }

    [Fact]
    public void Health_checks_on_another_path_write_no_warnings()
    {
        using var fixture = new ReceiverFixture(path: "/lvb/");
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(404, fixture.Status("GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n"));
            Assert.Equal(404, fixture.Status("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n"));
        }

        Assert.False(fixture.Receiver.Inbox.TryTake(TimeSpan.Zero, default, out _, out _));
        Assert.Null(fixture.Receiver.Inbox.LastReport());
        Assert.Equal(404, fixture.Status("POST /healthz HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n"));
        Assert.Contains("404", fixture.Warning(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.0/8", 200)]
    [InlineData("127.0.0.1", 200)]
    [InlineData("10.0.0.0/8", 403)]
    [InlineData("::1", 403)]
    [InlineData("10.0.0.0/8 127.0.0.1", 200)]
    public void Only_allowed_addresses_are_accepted(string allowed, int status)
    {
        using var fixture = new ReceiverFixture(allowed: allowed.Split(' '));
        fixture.TakeAll();
        Assert.Equal(status, fixture.Status(Signed.Fresh(1)));
    }

    [Fact]
    public void Events_that_the_filter_excludes_are_acknowledged_and_dropped()
    {
        using var fixture = new ReceiverFixture(filter: new EventFilter([LvbEventType.StreamStarted], ["8888_b*"]));
        fixture.TakeAll();
        Assert.Equal(200, fixture.Status(Signed.Bytes(Signed.Tape)));
        Assert.Equal(200, fixture.Status(Signed.Fresh(1, "9999_b")));
        Assert.Equal(200, fixture.Status(Signed.Fresh(2, "8888_B")));
        Assert.Equal("2", ((StreamStateEvent)Assert.Single(fixture.Emitted)).Sequence);
    }

    [Fact]
    public void A_flood_of_refused_requests_keeps_memory_bounded()
    {
        using var fixture = new ReceiverFixture();
        using RawClient client = fixture.Client();
        for (int i = 0; i < 500; i++)
        {
            client.Send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}");
            Assert.Equal(400, client.Read().Status);
        }

        int warnings = 0;
        while (fixture.Receiver.Inbox.TryTake(TimeSpan.Zero, default, out _, out string? warning))
        {
            warnings += warning is null ? 0 : 1;
        }

        Assert.Equal(5, warnings);
        Assert.Matches(@"^495 more requests or connections were refused in the last \S+ s: ",
            fixture.Receiver.Inbox.LastReport());
    }

    [Fact]
    public void An_ended_receiver_frees_its_port_and_ends_only_once()
    {
        using var fixture = new ReceiverFixture();
        var endPoint = fixture.EndPoint;
        Task stopped = fixture.Receiver.StopAsync();
        Assert.Same(stopped, fixture.Receiver.StopAsync());
        fixture.Receiver.Dispose();
        Assert.True(stopped.IsCompletedSuccessfully);
        using var free = new TcpListener(endPoint);
        free.Start();
    }

    [Fact]
    public void A_port_in_use_is_LvbListenFailed()
    {
        using var fixture = new ReceiverFixture();
        var options = new EventReceiverOptions { Addresses = [ListenPrefix.Parse($"http://{fixture.EndPoint}/")] };
        using var second = new EventReceiver(options, Signed.Reader());
        Assert.Equal("LvbListenFailed", Assert.Throws<LvbException>(second.Start).ErrorId);
    }

    [Fact]
    public void Localhost_listens_on_both_loopback_addresses()
    {
        using var receiver = new EventReceiver(new EventReceiverOptions { Addresses = [ListenPrefix.Parse("http://localhost:0/")] },
            Signed.Reader());
        receiver.Start();
        Assert.All(receiver.EndPoints, e => Assert.True(System.Net.IPAddress.IsLoopback(e.Address)));
        Assert.Single(receiver.EndPoints.Select(e => e.Port).Distinct());
    }
}

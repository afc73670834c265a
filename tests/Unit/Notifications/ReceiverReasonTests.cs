using System.IO.Compression;
using System.Net.Sockets;
using System.Text;

namespace TencentLvb.Unit.Notifications;

/// <summary>The warning and the response for each kind of refused request.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class ReceiverReasonTests
{
    private static string Post(string fields, string body = "x") =>
        $"POST / HTTP/1.1\r\nHost: h\r\n{fields}Content-Length: {body.Length}\r\n\r\n{body}";

    [Theory]
    [InlineData("PUT / HTTP/1.1\r\nHost: h\r\n\r\n", 405, "only POST is accepted for notifications")]
    [InlineData("POST /other HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx", 404, "its path does not match -Prefix")]
    [InlineData("DELETE /other HTTP/1.1\r\nHost: h\r\n\r\n", 404, "its path does not match -Prefix")]
    [InlineData("nonsense\r\n\r\n", 400, "the request line does not have the form 'method target version'")]
    public void A_refusal_of_the_headers_names_the_sender_and_the_reason(string request, int status, string reason)
    {
        using var fixture = new ReceiverFixture(path: "/lvb/");
        using RawClient client = fixture.Client();
        client.Send(request.Replace(" / ", " /lvb ", StringComparison.Ordinal));
        Assert.Equal(status, client.Read().Status);
        Assert.Matches($@"^A request from 127\.0\.0\.1:\d+ was refused with {status}: {reason}\.$", fixture.Warning());
    }

    [Fact]
    public void A_method_that_is_not_allowed_gets_the_allowed_ones()
    {
        using var fixture = new ReceiverFixture();
        using RawClient client = fixture.Client();
        client.Send("PUT / HTTP/1.1\r\nHost: h\r\n\r\n");
        RawAnswer answer = client.Read();
        Assert.Contains("\r\nAllow: POST, GET, HEAD\r\n", answer.Head, StringComparison.Ordinal);
        Assert.Equal("Method Not Allowed\n", answer.Body);
    }

    [Fact]
    public void A_health_check_gets_a_text_and_no_warning()
    {
        using var fixture = new ReceiverFixture(path: "/lvb/");
        using RawClient client = fixture.Client();
        client.Send("GET /lvb/ HTTP/1.1\r\nHost: h\r\n\r\n");
        Assert.Equal("Listening for LVB notifications.\n", client.Read().Body);
        client.Send("HEAD /lvb HTTP/1.1\r\nHost: h\r\n\r\n");
        Assert.Equal(200, client.Read(withBody: false).Status);
        client.Send("GET /else HTTP/1.1\r\nHost: h\r\n\r\n");
        Assert.Equal(404, client.Read().Status);
        Assert.False(fixture.Receiver.Inbox.TryTake(TimeSpan.Zero, default, out _, out _));
    }

    [Theory]
    [InlineData("Content-Encoding: br\r\n", 415, "its Content-Encoding is 'br', but only gzip and deflate are supported")]
    [InlineData("Content-Encoding: gzip, GZIP\r\n", 415, "its Content-Encoding is 'gzip, gzip', but only gzip and deflate are supported")]
    [InlineData("Content-Encoding: gzip\r\n", 400, "its body is not gzip, although that is its Content-Encoding")]
    [InlineData("Content-Encoding: , identity, deflate\r\n", 400, "its body is not deflate, although that is its Content-Encoding")]
    public void An_unsupported_or_broken_compression_is_named(string field, int status, string reason)
    {
        using var fixture = new ReceiverFixture();
        using RawClient client = fixture.Client();
        client.Send(Post(field, new string('\u00ff', 50)));
        RawAnswer answer = client.Read();
        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 415, answer.Head.Contains("\r\nAccept-Encoding: gzip, deflate\r\n", StringComparison.Ordinal));
        Assert.EndsWith($"was refused with {status}: {reason}.", fixture.Warning(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_that_is_too_large_when_decompressed_is_named()
    {
        using var fixture = new ReceiverFixture();
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(new byte[BodyUnpacker.MaxBytes + 1]);
        }

        using RawClient client = fixture.Client();
        client.Send($"POST / HTTP/1.1\r\nHost: h\r\nContent-Encoding: gzip\r\nContent-Length: {packed.ToArray().Length}\r\n\r\n");
        client.Send(packed.ToArray());
        Assert.Equal(413, client.Read().Status);
        Assert.EndsWith(
            "was refused with 413: its decompressed body (gzip) is larger than 1048576 bytes.",
            fixture.Warning(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", 400, "LvbEventMalformed: This is not an LVB notification: it has no event_type. Pass the whole request body")]
    [InlineData("""{"event_type":1}""", 403, "LvbEventInvalidSignature: The notification has neither t nor sign")]
    public void A_refused_body_is_reported_with_its_error_and_recommendation(string body, int status, string reason)
    {
        using var fixture = new ReceiverFixture();
        Assert.Equal(status, fixture.Status(Encoding.UTF8.GetBytes(body)));
        var warning = fixture.Warning();
        Assert.Contains($"was refused with {status}: {reason}", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("..", warning, StringComparison.Ordinal);
        Assert.EndsWith(".", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_connection_and_a_refused_address_are_reported()
    {
        using (var fixture = new ReceiverFixture())
        using (RawClient client = fixture.Client())
        {
            client.Send([0x16, 0x03, 0x01]);
            Assert.Matches(@"^A connection from 127\.0\.0\.1:\d+ was closed: it began with a TLS handshake", fixture.Warning());
        }

        using (var fixture = new ReceiverFixture(allowed: ["192.0.2.0/24"]))
        using (RawClient client = fixture.Client())
        {
            Assert.Matches(@"was refused with 403: the address of its sender is not in -AllowedAddress\.$", fixture.Warning());
        }
    }

    [Theory]
    [InlineData("PUT / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", "2 with 405 (")]
    [InlineData("\u0016\u0003\u0001", "2 closed (")]
    public void Counted_refusals_are_reported_by_their_status_and_reason(string request, string reported)
    {
        using var fixture = new ReceiverFixture();
        for (var i = 0; i < 7; i++)
        {
            using RawClient client = fixture.Client();
            client.Send(request);
            client.ReadToEnd();
        }

        for (var i = 0; i < 5; i++)
        {
            fixture.Warning();
        }

        string? report = null;
        Assert.True(SpinWait.SpinUntil(() => (report ??= fixture.Receiver.Inbox.LastReport()) is not null, 20_000));
        Assert.Contains(reported, report, StringComparison.Ordinal);
        Assert.Matches(@" 127\.0\.0\.1\b.*\(2\)", report);
    }

    [Theory]
    [InlineData("Taken", 200, "{\"code\":0}")]
    [InlineData("Failed", 500, "The receiver could not process this event. Send it again.\n")]
    [InlineData("Interrupted", 500, "The receiver could not process this event. Send it again.\n")]
    [InlineData("NotTaken", 503, "The receiver did not accept this event. Send it again.\n")]
    public void The_response_says_what_happened_to_the_event(string outcome, int status, string text)
    {
        using var fixture = new ReceiverFixture();
        using RawClient client = fixture.Post(Signed.Bytes(Signed.Start));
        fixture.Take().Complete(Enum.Parse<EventDisposition>(outcome));
        RawAnswer answer = client.Read();
        Assert.Equal((status, text), (answer.Status, answer.Body));
    }

    [Fact]
    public void Exhausted_descriptors_are_distinguished_from_other_failures()
    {
        Assert.True(DescriptorLimit.IsExhausted(new SocketException((int)SocketError.TooManyOpenSockets)));
        Assert.True(DescriptorLimit.IsExhausted(new SocketException((int)SocketError.NoBufferSpaceAvailable)));
        Assert.False(DescriptorLimit.IsExhausted(new SocketException((int)SocketError.ConnectionReset)));
        Assert.False(DescriptorLimit.IsExhausted(new IOException("no")));
    }

    [Fact]
    public async Task A_test_notification_is_posted_as_JSON_and_acknowledged_by_code_0()
    {
        await using var server = WireServer.Answering("""{"code":0}""", """{"code":1}""", "no JSON");
        using var client = new WebhookClient();
        byte[] body = [.. "{}"u8];
        var first = await client.PostAsync(server.Uri, LvbEventType.StreamEnded, "8888_a", body, default);
        Assert.Equal(
            (LvbEventType.StreamEnded, "8888_a", 200, true), (first.EventType, first.StreamId, first.StatusCode, first.Acknowledged));
        Assert.True(first.Latency > TimeSpan.Zero);
        Assert.Equal(("application/json", null, "{}"),
            (server.Requests[0].Header("Content-Type"), server.Requests[0].Header("Expect"), server.Requests[0].Body));
        Assert.StartsWith("POST /common_access HTTP/1.1\r\n", server.Requests[0].Head, StringComparison.Ordinal);
        Assert.False((await client.PostAsync(server.Uri, LvbEventType.StreamEnded, "8888_a", body, default)).Acknowledged);
        Assert.False((await client.PostAsync(server.Uri, LvbEventType.StreamEnded, "8888_a", body, default)).Acknowledged);
    }

    [Fact]
    public async Task A_stop_while_a_test_notification_is_posted_is_not_a_time_out()
    {
        using var client = new WebhookClient();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.PostAsync(
            Make.Refusing(), LvbEventType.StreamStarted, "a", [1], new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task A_receiver_that_does_not_listen_is_a_network_error()
    {
        using var client = new WebhookClient();
        var address = Make.Refusing();
        var error = await Assert.ThrowsAsync<LvbException>(
            () => client.PostAsync(address, LvbEventType.StreamStarted, "a", [1], default));
        Assert.Equal("LvbNetwork", error.ErrorId);
        Assert.StartsWith($"{address} cannot be reached: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("is listening on this address and port", error.RecommendedAction, StringComparison.Ordinal);
        Assert.True(error.Message.Length > $"{address} cannot be reached: ".Length);
    }
}

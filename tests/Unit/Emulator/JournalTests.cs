using System.Net;
using TencentLvb.Emulator;

namespace TencentLvb.Unit.Emulator;

[Collection(nameof(ClocksAndSockets))]
public sealed class JournalTests
{
    [Fact]
    public void A_request_is_recorded_with_its_response_and_without_its_sign()
    {
        using var emulator = new TestEmulator();
        emulator.Ret("Live_Channel_GetStatus", ("Param.s.channel_id", "a"));
        var noted = Assert.Single(emulator.Engine.GetRequests());
        Assert.Equal(
            ("Live_Channel_GetStatus", "GET", "20601", 200, 20601),
            (noted.Interface, noted.Method, noted.Answer, noted.StatusCode, noted.Ret));
        Assert.Contains("Param.s.channel_id=a", noted.Query, StringComparison.Ordinal);
        Assert.Contains("sign=***", noted.Query, StringComparison.Ordinal);
        Assert.DoesNotContain(TestEmulator.Sign(emulator.Unix(60)), noted.Query, StringComparison.Ordinal);
        Assert.Equal(emulator.Clock.UtcNow, noted.Time);
    }

    [Fact]
    public void A_mix_is_recorded_with_its_body()
    {
        using var emulator = new TestEmulator();
        emulator.Mix("{\"interface\":1}");
        var noted = Assert.Single(emulator.Engine.GetRequests());
        Assert.Equal(("Mix_StreamV2", "POST", "-1", "{\"interface\":1}"), (noted.Interface, noted.Method, noted.Answer, noted.Body));
    }

    [Fact]
    public void Only_the_last_ten_thousand_are_kept()
    {
        var journal = new Journal();
        for (var i = 1; i <= Journal.Capacity + 5; i++)
        {
            journal.Note(Entry(i.ToString(System.Globalization.CultureInfo.InvariantCulture)), isSigned: true);
        }

        var kept = journal.Read();
        Assert.Equal(Journal.Capacity + 5, journal.Count);
        Assert.Equal(Enumerable.Range(6, Journal.Capacity).Select(i => (long)i), kept.Select(request => request.Number));
        Assert.All(
            kept, request => Assert.Equal(request.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), request.Interface));
    }

    [Fact]
    public void Unsigned_requests_do_not_displace_signed_requests()
    {
        var journal = new Journal();
        journal.Note(Entry("first"), isSigned: true);
        for (var i = 0; i < Journal.Capacity + Journal.UnsignedCapacity; i++)
        {
            journal.Note(Entry("junk"), isSigned: false);
        }

        journal.Note(Entry("last"), isSigned: true);
        var kept = journal.Read();
        Assert.Equal(Journal.Capacity + Journal.UnsignedCapacity + 2, journal.Count);
        Assert.Equal((1, "first"), (kept[0].Number, kept[0].Interface));
        Assert.Equal((journal.Count, "last"), (kept[^1].Number, kept[^1].Interface));
        Assert.Equal(Journal.UnsignedCapacity + 2, kept.Count);
        Assert.Equal(kept.Select(request => request.Number).Order(), kept.Select(request => request.Number));
    }

    [Fact]
    public void Only_the_displayed_part_of_a_request_is_kept_in_memory()
    {
        var journal = new Journal();
        var body = new byte[1024 * 1024];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 2000; i++)
        {
            var entry = new JournalEntry(DateTimeOffset.UnixEpoch, "POST", new string('i', 16_000), new string('q', 16_000), [.. body])
            {
                Authorization = new string('a', 16_000),
                Region = new string('r', 16_000),
            };
            journal.Note(entry, isSigned: true);
        }

        // 2,000 complete requests would use 2.2 GB.
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(kept < 60_000_000, $"{kept} bytes");
        var shown = journal.Read()[0];
        Assert.Equal((4096, 4096), (shown.Body.Length, shown.Query.Length));
    }

    [Fact]
    public void Unsigned_requests_cannot_fill_the_memory()
    {
        using var emulator = new TestEmulator();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 100; i++)
        {
            using var old = emulator.Send(HttpMethod.Post, "interface=x", new string('b', 1_000_000));
            using var current = emulator.Send(new RawApi3Request("Nothing", new string('b', 1_000_000)) { Authorization = "none" });
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 40_000_000);
        Assert.All(emulator.Engine.GetRequests(), request => Assert.Equal(4096, request.Body.Length));
    }

    [Fact]
    public void Announced_lengths_use_no_memory()
    {
        using var emulator = new TestEmulator();
        var clients = new List<RawClient>();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        try
        {
            foreach (var line in Enumerable.Repeat("POST / HTTP/1.1", 150).Concat(Enumerable.Repeat("POST /common_access HTTP/1.1", 150)))
            {
                var client = new RawClient(new IPEndPoint(IPAddress.Loopback, emulator.Engine.Uri.Port));
                client.Send($"{line}\r\nHost: h\r\nX-TC-Action: DescribeLiveDomains\r\nContent-Length: 1000000\r\n\r\n");
                clients.Add(client);
            }

            // The 300 requests announce 300 MB. A response to a later request shows that they were read.
            Assert.Equal(20601, emulator.Ret("Live_Channel_GetStatus", ("Param.s.channel_id", "a")));
            Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 30_000_000);
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public void A_request_of_api_3_is_recorded_with_its_action_and_without_its_signature()
    {
        using var emulator = new TestEmulator();
        var response = emulator.Do(new RawApi3Request("DropLiveStream", TestEmulator.Stream("a")) { Region = "ap-guangzhou" });
        emulator.Code("ForbidLiveStream", "{}");
        var noted = emulator.Engine.GetRequests();
        Assert.Equal(
            ("DropLiveStream", "POST", "OK", 200, "live", "ap-guangzhou"),
            (noted[0].Interface, noted[0].Method, noted[0].Answer, noted[0].StatusCode, noted[0].Service, noted[0].Region));
        Assert.Equal((null, null), (noted[0].Code, noted[0].Ret));
        Assert.Equal(response.GetProperty("RequestId").GetString(), noted[0].RequestId);
        Assert.Equal(TestEmulator.Stream("a"), noted[0].Body);
        Assert.Equal(
            "TC3-HMAC-SHA256 Credential=AKIDofTheTest0001/2026-03-01/live/tc3_request, "
                + "SignedHeaders=content-type;host;x-tc-action, Signature=***",
            noted[0].Authorization);
        Assert.Equal(("ForbidLiveStream", "MissingParameter", "MissingParameter"), (noted[1].Interface, noted[1].Answer, noted[1].Code));
    }

    [Theory]
    [InlineData("""{"CallbackKey":"top secret","TemplateId":1}""", """{"CallbackKey":"***","TemplateId":1}""")]
    [InlineData("""{"CallbackKey" : "a\"b","WebIdentityToken":"eyJ"}""", """{"CallbackKey" : "***","WebIdentityToken":"***"}""")]
    [InlineData("""{"callbackkey":"cut in the mid""", """{"callbackkey":"***"}""")]
    [InlineData("""{"CallbackKey":"cut after a \""", """{"CallbackKey":"***"}""")]
    public void Keys_and_tokens_in_a_body_are_hidden(string body, string shown)
    {
        var journal = new Journal();
        journal.Note(new JournalEntry(DateTimeOffset.UnixEpoch, "POST", "x", "", System.Text.Encoding.UTF8.GetBytes(body)), isSigned: true);
        Assert.Equal(shown.TrimEnd('}'), journal.Read()[0].Body.TrimEnd('}'));
    }

    [Theory]
    [InlineData("Bearer abc", "***")]
    [InlineData("TC3-HMAC-SHA256 abcdef", "***")]
    [InlineData("SKIP", "SKIP")]
    public void An_authorization_in_another_format_is_hidden(string sent, string shown)
    {
        var journal = new Journal();
        journal.Note(new JournalEntry(DateTimeOffset.UnixEpoch, "POST", "x", "", null) { Authorization = sent }, isSigned: true);
        Assert.Equal(shown, journal.Read()[0].Authorization);
    }

    private static JournalEntry Entry(string name) => new(DateTimeOffset.UnixEpoch, "GET", name, "", null);
}

using System.IO.Compression;
using System.Net;
using System.Text;

namespace TencentLvb.Unit.Notifications;

/// <summary>What happens to the body of a request, without a connection: the response, the reason that is reported, the waking.</summary>
public sealed class EventIntakeTests : IDisposable
{
    private readonly EventQueue _inbox = new(() => TimeSpan.Zero);
    private readonly List<(int Status, string Reason, string Why)> _refusals = [];

    [Fact]
    public async Task A_wrong_sign_wakes_the_pipeline_and_nothing_else_does()
    {
        var intake = Intake();
        Assert.Equal(400, (await Handle(intake, "{}"u8.ToArray())).Status);
        Assert.Equal(403, (await Handle(intake, Signed.Bytes(Signed.Start, 5))).Status);
        Assert.False(Take(out _));
        Assert.Equal(403, (await Handle(intake, Signed.With(Signed.Start, ("sign", new string('0', 32))))).Status);
        Assert.True(Take(out var delivery));
        Assert.Null(delivery);
        Assert.Equal(["LvbEventMalformed", "LvbEventExpired", "LvbEventInvalidSignature"], _refusals.Select(refusal => refusal.Reason));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_event_outside_the_filter_is_acknowledged_without_the_pipeline(bool isWanted)
    {
        var intake = Intake(new EventFilter([isWanted ? LvbEventType.StreamStarted : LvbEventType.StreamEnded], null));
        var answer = Handle(intake, Signed.Bytes(Signed.Start));
        Assert.Equal(isWanted, Take(out var delivery));
        delivery?.Complete(EventDisposition.Taken);
        Assert.Equal(200, (await answer).Status);
    }

    [Theory]
    [InlineData("Taken", 200)]
    [InlineData("Failed", 500)]
    [InlineData("Interrupted", 500)]
    [InlineData("NotTaken", 503)]
    public async Task Without_a_filter_for_duplicates_each_delivery_is_emitted(string outcome, int status)
    {
        var intake = Intake(duplicates: null);
        for (var i = 0; i < 2; i++)
        {
            var answer = Handle(intake, Signed.Bytes(Signed.Start));
            Assert.True(Take(out var delivery));
            delivery!.Complete(Enum.Parse<EventDisposition>(outcome));
            Assert.Equal(status, (await answer).Status);
        }
    }

    [Theory]
    [InlineData("br", 415, "'br'")]
    [InlineData("GZIP, br", 415, "'gzip, br'")]
    [InlineData("gzip", 400, "gzip")]
    [InlineData("deflate", 400, "deflate")]
    public async Task A_coding_that_cannot_be_read_is_reported_by_name(string coding, int status, string name)
    {
        Assert.Equal(status, (await Handle(Intake(), [0xff, 0xff, 0xff, 0xff], coding)).Status);
        var refusal = Assert.Single(_refusals);
        Assert.Equal(status, refusal.Status);
        Assert.Contains(name, refusal.Why, StringComparison.Ordinal);
        // The reason is the same for all such requests, whatever their coding is called.
        Assert.Contains(status == 415 ? "Content-Encoding" : "not " + name, refusal.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("br", refusal.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1024 * 1024, 400)]
    [InlineData(1024 * 1024 + 1, 413)]
    public async Task A_decompressed_body_has_at_most_1_MiB(int size, int status)
    {
        Assert.Equal(status, (await Handle(Intake(), Gzip(new byte[size]), "gzip")).Status);
        var refusal = Assert.Single(_refusals);
        Assert.Equal(status == 413, refusal.Reason.Contains("too large", StringComparison.Ordinal));
        Assert.Equal(status == 413, refusal.Why.Contains("1048576", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2000, true, 200)]
    [InlineData(2000, false, 503)]
    [InlineData(1, false, 200)]
    public async Task A_large_decompressed_body_needs_memory_of_its_own(int fields, bool isFree, int status)
    {
        var memory = new HttpBodyMemory(isFree ? 1_000_000 : 0);
        using var lease = memory.Rent(HttpSource.Of(IPAddress.Loopback));
        var body = Signed.With(Signed.Start, ("x", new string('x', fields * 100)));
        var answer = Handle(Intake(), Gzip(body), "gzip", lease);
        if (Take(out var delivery))
        {
            delivery!.Complete(EventDisposition.Taken);
        }

        Assert.Equal(status, (await answer).Status);
        Assert.Equal(status == 503 ? [503] : [], _refusals.Select(refusal => refusal.Status));
    }

    [Fact]
    public async Task A_large_body_that_is_not_compressed_needs_no_further_memory()
    {
        using var lease = new HttpBodyMemory(0).Rent(HttpSource.Of(IPAddress.Loopback));
        var answer = Handle(Intake(), Signed.With(Signed.Start, ("x", new string('x', 200_000))), lease: lease);
        Assert.True(Take(out var delivery));
        delivery!.Complete(EventDisposition.Taken);
        Assert.Equal(200, (await answer).Status);
    }

    [Fact]
    public async Task An_event_that_cannot_be_stored_is_refused_and_reported_once_per_kind()
    {
        using var folder = new SpoolFolder();
        using var spool = EventSpool.Open(folder.Path, create: new FaultyDisk { FailsWrite = true }.Create);
        var intake = Intake(new DuplicateFilter(), spool: spool);
        for (var i = 0; i < 7; i++)
        {
            Assert.Equal(503, (await Handle(intake, Signed.Bytes(Signed.Start))).Status);
        }

        for (var i = 0; i < 5; i++)
        {
            Assert.True(_inbox.TryTake(TimeSpan.Zero, default, out var delivery, out var warning));
            Assert.Null(delivery);
            Assert.StartsWith("LvbSpoolFailed: ", warning, StringComparison.Ordinal);
            Assert.Contains("503", warning, StringComparison.Ordinal);
        }

        Assert.Matches("2 with 503 .*LvbSpoolFailed", _inbox.LastReport());
    }

    public void Dispose() => _inbox.Dispose();

    private EventIntake Intake(EventFilter? filter = null) => Intake(new DuplicateFilter(), filter);

    private EventIntake Intake(DuplicateFilter? duplicates, EventFilter? filter = null, EventSpool? spool = null) => new(
        new EventReceiverOptions { Duplicates = duplicates, Filter = filter ?? new EventFilter(null, null), Addresses = [] },
        Signed.Reader(), spool, _inbox, (_, status, reason, why) => _refusals.Add((status, reason, why)));

    // A large body is read on this thread, too: no other one has a turn.
    private static Task<HttpAnswer> Handle(EventIntake intake, byte[] body, string? coding = null, HttpBodyMemory.Lease? lease = null)
    {
        const string Name = "Content-Encoding";
        var fields = Encoding.ASCII.GetBytes(Name + coding);
        var headers = coding is null ? new HttpHeaders([], []) : new HttpHeaders(fields, [0, Name.Length, Name.Length, coding.Length]);
        var head = new HttpRequestHead("POST", "/", headers, new IPEndPoint(IPAddress.Loopback, 5)) { ContentLength = body.Length };
        return intake.HandleAsync(new HttpRequest(head, body, lease), CancellationToken.None);
    }

    private bool Take(out QueuedEvent? delivery) => _inbox.TryTake(TimeSpan.Zero, default, out delivery, out _);

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}

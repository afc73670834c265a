using TencentLvb.Emulator;
using System.Net;

namespace TencentLvb.Unit.Emulator;

/// <summary>Unsigned requests from other programs on the machine consume no fault and displace nothing from the journal.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class UnsignedRequestTests : IDisposable
{
    private const string Status = "Live_Channel_GetStatus";
    private const string State = "DescribeLiveStreamState";
    private readonly TestEmulator emulator = new();

    public UnsignedRequestTests() => emulator.Push("a");

    public void Dispose() => emulator.Dispose();

    [Theory]
    [InlineData(LvbEmulatorFaultKind.Http503)]
    [InlineData(LvbEmulatorFaultKind.ErrorCode)]
    [InlineData(LvbEmulatorFaultKind.Garbage)]
    [InlineData(LvbEmulatorFaultKind.DropBeforeReading)]
    public void A_fault_of_API_2_waits_for_a_valid_signature(LvbEmulatorFaultKind kind)
    {
        Set(kind, Status, "77");
        var query = emulator.Query(Status, ("Param.s.channel_id", "a"));
        foreach (var junk in new[]
        {
            "interface=" + Status,
            query.Replace("sign=", "sign=0", StringComparison.Ordinal),
            query.Replace("sign=", "sine=", StringComparison.Ordinal),
            query.Replace("&t=", "&t=1", StringComparison.Ordinal),
        })
        {
            using var answer = emulator.Send(HttpMethod.Get, junk);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("\"ret\":", TestEmulator.Text(answer), StringComparison.Ordinal);
        }

        IsStruckOnce(kind, () => emulator.Send(HttpMethod.Get, query));
    }

    [Theory]
    [InlineData(LvbEmulatorFaultKind.Http503)]
    [InlineData(LvbEmulatorFaultKind.ErrorCode)]
    [InlineData(LvbEmulatorFaultKind.EmptyResponse)]
    [InlineData(LvbEmulatorFaultKind.DropBeforeReading)]
    public void A_fault_of_API_3_waits_for_a_valid_signature(LvbEmulatorFaultKind kind)
    {
        Set(kind, State, "InternalError.Made");
        var request = new RawApi3Request(State, """{"DomainName":"push.example.com","AppName":"live","StreamName":"a"}""");
        List<RawApi3Request> all =
        [
            request with { Authorization = "SKIP" },
            request with { Authorization = "nonsense" },
            request with { Without = "Authorization" },
            request with { SecretId = "AKIDofNobody" },
        ];
        if (kind != LvbEmulatorFaultKind.DropBeforeReading)
        {
            // Before the body has arrived, only the SecretId can be checked.
            all.AddRange([request with { SecretKey = "another" }, request with { Without = "X-TC-Timestamp" }]);
        }

        foreach (var junk in all)
        {
            using var answer = emulator.Send(junk);
            Assert.Contains("\"Error\":", TestEmulator.Text(answer), StringComparison.Ordinal);
        }

        IsStruckOnce(kind, () => emulator.Send(request));
    }

    [Fact]
    public void A_fault_without_a_count_applies_to_every_request()
    {
        emulator.Engine.AddFault(new EmulatorFault("*", LvbEmulatorFaultKind.Http503));
        using var answer = emulator.Send(HttpMethod.Get, "interface=" + Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    [Fact]
    public void The_journal_keeps_signed_requests_separately()
    {
        var state = new RawApi3Request(State, "{}");
        emulator.Send(HttpMethod.Get, emulator.Query(Status, ("Param.s.channel_id", "a"))).Dispose();
        emulator.Send(state).Dispose();
        for (var i = 0; i < Journal.UnsignedCapacity; i += 4)
        {
            emulator.Send(HttpMethod.Post, "interface=Mix_StreamV2", "x").Dispose();
            emulator.Send(HttpMethod.Put, "x").Dispose();
            emulator.Send(state with { SecretKey = "another" }).Dispose();
            emulator.Send(state with { Authorization = "SKIP" }).Dispose();
        }

        emulator.Send(state with { Without = "Authorization" }).Dispose();
        var noted = emulator.Engine.GetRequests();
        Assert.Equal([1, 2, 4], noted.Take(3).Select(request => request.Number));
        Assert.Equal(Journal.UnsignedCapacity + 2, noted.Count);
    }

    private void Set(LvbEmulatorFaultKind kind, string name, string code) => emulator.Engine.AddFault(
        new EmulatorFault(name, kind) { Count = 1, Code = kind == LvbEmulatorFaultKind.ErrorCode ? code : null });

    private void IsStruckOnce(LvbEmulatorFaultKind kind, Func<HttpResponseMessage> send)
    {
        Assert.DoesNotContain(emulator.Engine.GetRequests(), noted => noted.Fault is not null);
        for (var i = 0; i < 2; i++)
        {
            try
            {
                send().Dispose();
            }
            catch (HttpRequestException)
            {
                // Dropped.
            }

            Assert.Equal(kind.ToString(), Assert.Single(emulator.Engine.GetRequests(), noted => noted.Fault is not null).Fault);
        }
    }
}

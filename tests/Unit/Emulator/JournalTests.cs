using TencentLvb.Emulator;
namespace TencentLvb.Unit.Emulator;

public sealed class JournalTests
{
    [Fact]
    public void A_request_is_noted_with_its_answer_and_without_its_sign()
    {
        using var emulator = new TestEmulator();
        emulator.Ret("Live_Channel_GetStatus", ("Param.s.channel_id", "a"));
        var noted = Assert.Single(emulator.Engine.GetRequests());
        Assert.Equal(("Live_Channel_GetStatus", "GET", "20601", 200, 20601), (noted.Interface, noted.Method, noted.Answer, noted.StatusCode, noted.Ret));
        Assert.Contains("Param.s.channel_id=a", noted.Query, StringComparison.Ordinal);
        Assert.Contains("sign=***", noted.Query, StringComparison.Ordinal);
        Assert.DoesNotContain(TestEmulator.Sign(emulator.Unix(60)), noted.Query, StringComparison.Ordinal);
        Assert.Equal(emulator.Clock.UtcNow, noted.Time);
    }

    [Fact]
    public void A_mix_is_noted_with_its_body()
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
            journal.Note(new JournalEntry(DateTimeOffset.UnixEpoch, "GET", i.ToString(System.Globalization.CultureInfo.InvariantCulture), "", null));
        }

        var kept = journal.Read();
        Assert.Equal(Journal.Capacity + 5, journal.Count);
        Assert.Equal(Enumerable.Range(6, Journal.Capacity).Select(i => (long)i), kept.Select(request => request.Number));
        Assert.All(kept, request => Assert.Equal(request.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), request.Interface));
    }
}

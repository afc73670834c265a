using System.Net;

namespace TencentLvb.Unit.Notifications;

/// <summary>What the report of counted refusals names, and what it omits.</summary>
public sealed class RefusalReportTests
{
    private static readonly IPAddress One = IPAddress.Parse("203.0.113.9");
    private readonly RefusalLog _log = new(() => TimeSpan.Zero);

    [Fact]
    public void Three_reasons_are_named_and_further_ones_mentioned()
    {
        Note("reason A", 8);
        Note("reason B", 9);
        Note("reason C", 10);
        Assert.Matches("12 more .* 5 reason C, 4 reason B, 3 reason A[.]", _log.Report(isLast: true));
        Note("reason A", 2);
        Note("reason B", 3);
        Note("reason C", 4);
        Note("reason D", 6);
        var report = _log.Report(isLast: true);
        // Refusals of the first report are not counted again.
        Assert.Matches("10 more .* 4 reason C, 3 reason B, 2 reason A, and others[.]", report);
        Assert.DoesNotContain("reason D", report, StringComparison.Ordinal);
        Assert.Null(_log.Report(isLast: true));
    }

    [Fact]
    public void The_sender_of_most_is_named_if_it_is_known()
    {
        Note("with 404", 7, null);
        Assert.EndsWith("with 404.", _log.Report(isLast: true), StringComparison.Ordinal);
        Note("with 404", 7, null);
        Note("with 404", 1, IPAddress.Loopback);
        Note("with 404", 2, One);
        Assert.Matches(@" 203\.0\.113\.9\b.*\(2\)\.$", _log.Report(isLast: true));
        Note("with 404", 2, IPAddress.Loopback);
        Assert.Matches(@" 127\.0\.0\.1\b.*\(2\)\.$", _log.Report(isLast: true));
    }

    [Fact]
    public void No_sender_is_named_for_a_single_refusal_or_if_two_sent_as_many()
    {
        Note("with 404", 7, null);
        Assert.NotNull(_log.Report(isLast: true));
        Note("with 404", 1, One);
        Assert.EndsWith(" 1 with 404.", _log.Report(isLast: true), StringComparison.Ordinal);
        Note("with 404", 2, One);
        Note("with 404", 2, IPAddress.Loopback);
        Assert.EndsWith(" 4 with 404.", _log.Report(isLast: true), StringComparison.Ordinal);
    }

    [Fact]
    public void At_most_64_reasons_are_distinguished()
    {
        for (var i = 0; i < 64; i++)
        {
            Note("reason " + i, 1);
        }

        for (var i = 64; i < 74; i++)
        {
            Note("reason " + i, 1);
        }

        var report = _log.Report(isLast: true);
        Assert.Contains("10 for other reasons", report, StringComparison.Ordinal);
        Note("reason 63", 2);
        Assert.Contains("2 reason 63", _log.Report(isLast: true), StringComparison.Ordinal);
    }

    [Fact]
    public void At_most_256_senders_are_counted()
    {
        Note("with 404", 5, null);
        for (byte i = 0; i < 255; i++)
        {
            Note("with 404", 1, new IPAddress([10, 0, 0, i]));
        }

        Note("with 404", 2, One);
        Note("with 404", 2, IPAddress.Loopback);
        Note("with 404", 1, One);
        Assert.Matches(@" 203\.0\.113\.9\b.*\(3\)\.$", _log.Report(isLast: true));
    }

    [Fact]
    public void No_sender_is_named_if_one_that_was_not_counted_may_have_sent_more()
    {
        Note("with 404", 5, null);
        for (byte i = 0; i < 255; i++)
        {
            Note("with 404", 1, new IPAddress([10, 0, 0, i]));
        }

        Note("with 404", 8, One);
        Note("with 404", 4, IPAddress.Loopback);
        Note("with 404", 4, IPAddress.IPv6Loopback);
        Assert.EndsWith("with 404.", _log.Report(isLast: true), StringComparison.Ordinal);

        // All are counted again in the next report.
        Note("with 404", 2, IPAddress.Loopback);
        Assert.Matches(@" 127\.0\.0\.1\b.*\(2\)\.$", _log.Report(isLast: true));
    }

    private void Note(string reason, int times, IPAddress? from) =>
        Enumerable.Range(0, times).ToList().ForEach(_ => _log.Note(reason, from));

    private void Note(string reason, int times) => Note(reason, times, One);
}

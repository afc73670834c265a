namespace TencentLvb.Emulator;

/// <summary>Represents the requested range of a history. Both ends are included, so that two adjacent windows share a row.</summary>
internal sealed class HistoryWindow
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(3);
    private static readonly TimeSpan Advised = TimeSpan.FromHours(2);

    private HistoryWindow(DateTimeOffset start, DateTimeOffset end)
    {
        Start = start;
        End = end;
    }

    public DateTimeOffset Start { get; }

    public DateTimeOffset End { get; }

    public static HistoryWindow Read(ApiCall call, bool advised = true)
    {
        var start = call.Parameters.NeedUnixTime("start_time");
        var end = call.Parameters.NeedUnixTime("end_time");
        if (start > end)
        {
            throw call.Parameters.Wrong("Param.n.end_time");
        }

        if (advised && end - start > Advised)
        {
            if (call.Shapes.Has(LvbEmulatorShape.HistoryTwoHours))
            {
                throw call.Parameters.Wrong("Param.n.end_time");
            }

            call.Note = "requested more than the recommended 2 h";
        }

        // Data older than the retention of the service does not exist, and future data does not exist yet.
        var oldest = call.Now - Kept;
        return new HistoryWindow(start < oldest ? oldest : start, end > call.Now ? call.Now : end);
    }

    public IEnumerable<DateTimeOffset> Steps(int seconds) => StatisticsGenerator.Steps(Start, End, seconds);
}

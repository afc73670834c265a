namespace TencentLvb.Emulator;

/// <summary>DescribeRecordTask: the tasks whose start and end are both within the requested range.</summary>
internal static class RecordTaskList
{
    private const int PageLength = 20;

    public static Action<AnswerJson>? Answer(Api3Call call)
    {
        var (start, end) = (call.Parameters.NeedUnixTime("StartTime"), call.Parameters.NeedUnixTime("EndTime"));
        if (end < start)
        {
            throw call.Parameters.Wrong("EndTime", "a time that is not before StartTime");
        }

        call.Within(start, end, TimeSpan.FromDays(90), TimeSpan.FromDays(7));
        var (id, domain, app) = (call.Parameters.Text("StreamName"), call.Parameters.Text("DomainName"), call.Parameters.Text("AppName"));
        var offset = ReadToken(call);
        var tasks = call.Account.Recordings.RecordTasks
            .Where(task => task.Facts!.Region == call.Region && task.Facts.AskedStart >= start && task.End <= end)
            .Where(task => StreamFilter.Fits(task.Stream, domain, app) && (string.IsNullOrEmpty(id) || task.Stream.Id == id))
            .ToList();
        var page = tasks.Skip(offset).Take(PageLength).ToList();
        return json =>
        {
            json.Text("ScrollToken", offset + page.Count < tasks.Count ? WriteToken(offset + page.Count) : "");
            call.Rows(json, "TaskList", page, WriteRow);
        };
    }

    private static void WriteRow(AnswerJson row, TapeTask task)
    {
        row.Text("TaskId", task.Id);
        row.Text("DomainName", task.Stream.PushDomain);
        row.Text("AppName", task.Stream.AppName);
        row.Text("StreamName", task.Stream.Id);
        row.Number("StartTime", task.Facts!.AskedStart.ToUnixTimeSeconds());
        row.Number("EndTime", task.End.ToUnixTimeSeconds());
        row.Number("TemplateId", task.Facts.TemplateId);
        row.Number("Stopped", task.StoppedAt?.ToUnixTimeSeconds() ?? 0);
    }

    private static string WriteToken(int offset) => Convert.ToBase64String(BitConverter.GetBytes(offset));

    private static int ReadToken(Api3Call call)
    {
        var token = call.Parameters.Text("ScrollToken");
        if (string.IsNullOrEmpty(token))
        {
            return 0;
        }

        try
        {
            var offset = BitConverter.ToInt32(Convert.FromBase64String(token), 0);
            return offset >= 0 ? offset : throw call.Parameters.Wrong("ScrollToken", "the token of the previous page");
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw call.Parameters.Wrong("ScrollToken", "the token of the previous page");
        }
    }
}

namespace TencentLvb.Emulator;

/// <summary>Live_Tape_GetFilelist. A real row has nineteen fields, and every value is a string or null.</summary>
internal static class TapeFiles
{
    public static IEnumerable<InterfaceEntry> Interfaces { get; } = [new("Live_Tape_GetFilelist", IsStatistics: false, Answer)];

    private static readonly TimeSpan Kept = TimeSpan.FromDays(62);

    public static Reply Answer(ApiCall call)
    {
        var id = call.Parameters.NeedText("channel_id");
        var page = call.Parameters.Page(1, 100, 10);
        var descending = call.Parameters.OneOf("sort_type", "asc", "asc", "desc") == "desc";
        var (from, to) = Window(call);

        var inside = call.Shapes.Has(LvbEmulatorShape.FileInsideWindow);
        var files = call.Account.Recordings.FilesOf(id).Where(file => Matches(file, from, to, inside)).ToList();
        if (descending)
        {
            files.Reverse();
        }

        var (start, count) = page.Of(files.Count);
        var rows = files.GetRange(start, count);
        return Reply.Object(
            json =>
            {
                json.Number("all_count", (long)files.Count);
                json.Rows("file_list", rows, (row, file) => WriteRow(row, file, call));
            },
            noRows: rows.Count == 0);
    }

    /// <summary>Both must be within one day in China Standard Time. A missing one is the start or end of that day.</summary>
    private static (DateTimeOffset From, DateTimeOffset To) Window(ApiCall call)
    {
        var start = call.Parameters.Time("start_time");
        var end = call.Parameters.Time("end_time");
        var oldest = call.Now - Kept;
        if (start is null && end is null)
        {
            return (oldest, DateTimeOffset.MaxValue);
        }

        var from = start ?? ChinaTime.StartOfDay(end!.Value);
        var to = end ?? ChinaTime.StartOfDay(start!.Value).AddDays(1).AddSeconds(-1);
        if (from > to || ChinaTime.Day(from) != ChinaTime.Day(to))
        {
            throw call.Parameters.Wrong("Param.s.end_time");
        }

        return (from < oldest ? oldest : from, to);
    }

    // Compares whole seconds, as in the row.
    private static bool Matches(TapeFile file, DateTimeOffset from, DateTimeOffset to, bool inside)
    {
        var (start, end) = (ChinaTime.WholeSecond(file.Start), ChinaTime.WholeSecond(file.End));
        return inside ? start >= from && end <= to : start <= to && end >= from;
    }

    private static void WriteRow(AnswerJson json, TapeFile file, ApiCall call)
    {
        var url = call.Shapes.Has(LvbEmulatorShape.FileUrlEmpty) ? "" : DownloadAddress.Of(call.Address, file);
        if (call.Shapes.Has(LvbEmulatorShape.FileRowDocumented))
        {
            json.Text("end_time", ChinaTime.Text(file.End));
            json.Text("file_id", Wire.Text(file.FileId));
            json.Text("record_file_url", url);
            json.Text("start_time", ChinaTime.Text(file.Start));
            json.Text("vid", file.Vid);
            return;
        }

        var fileId = Wire.Text(file.FileId);
        json.Text("appid", Wire.Text(call.Account.AppId));
        json.Text("create_time", ChinaTime.Text(file.End.AddSeconds(1)));
        json.Text("end_time", ChinaTime.Text(file.End));
        json.Text("err_code", "0");
        json.Text("expire_time", "2038-01-19 11:14:07");
        json.Text("file_format", FormatNumber(file.Format));
        json.Text("file_id", fileId);
        json.Text("file_size", Wire.Text(file.Size));
        json.Text("id", Wire.Text((long)(file.FileId % 1_000_000_000)));
        json.Text("record_file_id", fileId);
        json.Text("record_file_url", url);
        json.Null("record_type");
        json.Null("report_message");
        json.Text("start_time", ChinaTime.Text(file.Start));
        json.Text("stream_id", file.Stream.Id);
        json.Text("task_id", file.TaskId);
        json.Text("task_sub_type", file.RealTime ? "1" : "0");
        json.Text("vid", file.Vid);
        json.Text("vod2Flag", "1");
    }

    // Only 3 was observed in real responses; the other numbers are arbitrary.
    private static string FormatNumber(string format) => format switch
    {
        "flv" => "1",
        "hls" => "2",
        "mp4" => "3",
        _ => "4",
    };
}

using System.Text.Json;

namespace TencentLvb.Backends.Lvb2;

/// <summary>
/// Live_Tape_GetFilelist: the recorded files of one stream, within one day in China Standard Time or in the default range of the service.
/// </summary>
internal static class TapeGetFilelist
{
    public static Lvb2Request<Page<TapeFile>> Request(TapeFileQuery query, PageRequest page) => new(
        new WireParameters(Lvb2Interface.TapeGetFilelist)
            .Add("channel_id", query.Stream.Id)
            .Add("page_no", page.Number)
            .Add("page_size", page.Size)
            .Add("sort_type", query.Descending ? "desc" : null)
            .Add("start_time", query.Window?.Start)
            .Add("end_time", query.Window?.End),
        reply => Read(query.Stream.Id, reply));

    private static Page<TapeFile> Read(string streamId, Lvb2Response reply)
    {
        var output = ListReader.Output(reply);
        var page = new Page<TapeFile> { Total = WireReader.Long(output, "all_count") is { } count and >= 0 ? count : null };
        foreach (var row in ListReader.Objects(output, "file_list"))
        {
            var file = ReadFile(streamId, row);
            // One recording may have files in several formats.
            page.Add(file, file.FileId is null ? row.GetRawText() : file.FileId + " " + file.FileFormat);
        }

        return page;
    }

    private static TapeFile ReadFile(string streamId, JsonElement row)
    {
        var vid = NotEmpty(WireReader.Text(row, "vid"));
        return new TapeFile
        {
            StreamId = ListReader.Stream(row, streamId, "stream_id", "channel_id"),
            FileId = NotEmpty(WireReader.Text(row, "file_id")) ?? NotEmpty(WireReader.Text(row, "record_file_id")),
            Vid = vid,
            Url = NotEmpty(WireReader.Text(row, "record_file_url")) ?? AddressOf(vid),
            StartTime = WireReader.Time(row, "start_time"),
            EndTime = WireReader.Time(row, "end_time"),
            TaskId = Lvb2TaskId.Text(WireReader.ULong(row, "task_id")),
            FileSize = WireReader.Long(row, "file_size"),
            FileFormat = NotEmpty(WireReader.Text(row, "file_format")) switch
            {
                "3" => "mp4",
                var other => other,
            },
        };
    }

    // The documented rule for rows without an address. The vid begins with the account's number in video on demand.
    private static string? AddressOf(string? vid) =>
        vid?.IndexOf('_') is { } end and > 0
            ? $"http://{vid.Substring(0, end)}.vod.myqcloud.com/{Uri.EscapeDataString(vid)}.f0.flv"
            : null;

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text!.Trim();
}

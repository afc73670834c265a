namespace TencentLvb.Emulator;

/// <summary>Writes a file as SearchMedia returns it. The filters determine which of the two parts are included.</summary>
internal static class MediaRow
{
    /// <summary>The size of an HLS recording includes its segments, which are not in the downloaded playlist.</summary>
    private const int BytesOfSegments = 500_000;

    public static void Write(AnswerJson row, TapeFile file, DateTimeOffset createdAt, IReadOnlyList<string> filters, Api3Call call)
    {
        row.Text("FileId", Wire.Text(file.FileId));
        Part(row, "BasicInfo", filters, "basicInfo", json => WriteBasic(json, file, createdAt, call));
        Part(row, "MetaData", filters, "metaData", json => WriteMeta(json, file));
        row.Null("TranscodeInfo");
    }

    private static void Part(AnswerJson row, string name, IReadOnlyList<string> filters, string filter, Action<AnswerJson> fields)
    {
        if (filters.Count == 0 || filters.Contains(filter))
        {
            row.Object(name, fields);
        }
        else
        {
            row.Null(name);
        }
    }

    private static void WriteBasic(AnswerJson json, TapeFile file, DateTimeOffset createdAt, Api3Call call)
    {
        json.Text("Name", $"{file.Stream.Id}_{NameTime(file.Start)}_{NameTime(file.End)}");
        json.Text("Description", "");
        json.Text("CreateTime", Api3Time.Utc(createdAt));
        json.Text("UpdateTime", Api3Time.Utc(createdAt));
        json.Text("ExpireTime", "9999-12-31T23:59:59Z");
        json.Text("Type", file.Type);
        json.Text("MediaUrl", DownloadAddress.Of(call.Address, file));
        json.Text("Vid", file.Vid);
        json.Text("Category", file.Category);
        json.Text("Status", "Normal");
        json.Text("StorageClass", "STANDARD");
        json.Object("SourceInfo", source =>
        {
            source.Text("SourceType", "Record");
            source.Text("SourceContext", "");
            if (call.Shapes.Has(LvbEmulatorShape.LiveRecordInfoNull))
            {
                source.Null("LiveRecordInfo");
            }
            else
            {
                source.Object("LiveRecordInfo", record => WriteRecord(record, file));
            }

            source.Null("TrtcRecordInfo");
            source.Null("WebPageRecordInfo");
        });
    }

    private static void WriteRecord(AnswerJson json, TapeFile file)
    {
        json.Text("Domain", file.Stream.PushDomain);
        json.Text("Path", file.Stream.AppName);
        json.Text("StreamId", file.Stream.Id);
        json.Text("RecordStartTime", Api3Time.Utc(file.Start));
        json.Text("RecordEndTime", Api3Time.Utc(file.End));
    }

    private static void WriteMeta(AnswerJson json, TapeFile file)
    {
        json.Number("Size", (long)file.Size + (file.Format == "hls" ? BytesOfSegments : 0));
        json.Text("Container", file.Type == "m3u8" ? "hls" : file.Type);
        json.Number("Duration", Math.Round((file.End - file.Start).TotalSeconds, 1));
        json.Number("Bitrate", file.Stream.BitrateBps);
        json.Number("Height", (long)file.Stream.Height);
        json.Number("Width", (long)file.Stream.Width);
    }

    private static string NameTime(DateTimeOffset time) => ChinaTime.Format(time, "yyyy-MM-dd-HH-mm-ss");
}

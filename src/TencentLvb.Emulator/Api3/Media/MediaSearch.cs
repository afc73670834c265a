namespace TencentLvb.Emulator;

/// <summary>SearchMedia: the recorded files by their creation time, which is after the end of the recording.</summary>
internal static class MediaSearch
{
    private const int MostRows = 5000;

    public static Action<AnswerJson>? Answer(Api3Call call)
    {
        var asked = call.Parameters;
        asked.Number("SubAppId", 0, long.MaxValue);
        var (offset, limit) = Window(call);
        var filters = asked.Texts("Filters");
        var descending = IsDescending(asked.Object("Sort"));
        DateTimeOffset CreatedAt(TapeFile file) => ChinaTime.WholeSecond(file.End) + call.Account.FileDelay;

        var files = MediaFilter.Of(call, call.Account.Recordings.AllFiles.Where(file => CreatedAt(file) <= call.Now), CreatedAt).ToList();
        if (descending)
        {
            files.Reverse();
        }

        var rows = files.Skip(offset).Take(limit).ToList();
        return json =>
        {
            json.Number("TotalCount", (long)Math.Min(files.Count, MostRows));
            call.Rows(json, "MediaInfoSet", rows, (row, file) => MediaRow.Write(row, file, CreatedAt(file), filters, call));
        };
    }

    private static (int Offset, int Limit) Window(Api3Call call)
    {
        var offset = call.Parameters.Number("Offset", 0, MostRows) ?? 0;
        var limit = call.Parameters.Number("Limit", 1, MostRows) ?? 10;
        return offset + limit <= MostRows
            ? ((int)offset, (int)limit)
            : throw new Api3Error("InvalidParameterValue.Offset", "The sum of Offset and Limit is more than 5000.");
    }

    // Newest first is the default.
    private static bool IsDescending(Api3Parameters? sort)
    {
        if (sort is null)
        {
            return true;
        }

        sort.AllowOnly("Field", "Order");
        sort.OneOf("Field", "CreateTime");
        return sort.OneOf("Order", "Asc", "Desc") != "Asc";
    }
}

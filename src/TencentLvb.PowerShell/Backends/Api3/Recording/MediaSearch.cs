using System.Text.Json;
using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>
/// SearchMedia of VOD: the recorded files of a stream. It searches by the time at which a file was stored, not recorded, and reports at
/// most 5,000 files, so a window with more is halved. Files that are recorded to COS are not listed.
/// </summary>
internal static class MediaSearch
{
    private const int MostFiles = 5000;

    // A file is stored a few minutes after its recording ends. For a long recording or a busy service it may take hours.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(24);

    // VOD has no older files.
    private static readonly DateTimeOffset Beginning = new(2015, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static LvbOperation<Page<TapeFile>> Operation(Api3Account account, TapeFileQuery query, PageRequest page) =>
        new Api3Operation<Page<TapeFile>>(Api3Action.SearchMedia, query.Stream.Id, async (context, cancellation) =>
        {
            var cursor = page.Token is { } token ? WindowCursor.Parse(token) : Start(query, page);
            while (true)
            {
                var found = await context.CallAsync(account, Request(account, query, cursor, page.Size), cancellation)
                    .ConfigureAwait(false);
                if (found.Total >= MostFiles && cursor.Page == 1 && cursor.CanHalve)
                {
                    cursor = cursor.Halve(query.Descending);
                    continue;
                }

                return Result(query, found, cursor, page);
            }
        });

    private static WindowCursor Start(TapeFileQuery query, PageRequest page)
    {
        var window = query.Window is { } range
            ? new TimeWindow(range.Start, range.End + LongestDelay)
            : new TimeWindow(Beginning, DateTimeOffset.UtcNow + LongestDelay);
        return new WindowCursor([window], page.Number);
    }

    private static WindowCursor? After(WindowCursor cursor, FoundFiles found, int size)
    {
        var read = (long)cursor.Page * size;
        var isLast = found.Rows == 0 || read >= MostFiles || (found.Total is { } total ? read >= total : found.Rows < size);
        return isLast ? cursor.NextWindow() : cursor.NextPage();
    }

    private static Page<TapeFile> Result(TapeFileQuery query, FoundFiles found, WindowCursor cursor, PageRequest page)
    {
        var next = After(cursor, found, page.Size);
        var result = new Page<TapeFile>
        {
            // Without a range nothing is filtered here, so the total of the service applies to the list, unless it was halved.
            Total = query.Window is null && page.Number == 1 && cursor.Windows.Count == 1 ? found.Total : null,
            Next = next?.ToString(),
            IsLast = next is null,
        };
        foreach (var file in found.Files)
        {
            if (query.Window is not { } range || IsWithin(file, range))
            {
                result.Add(file, file.FileId + " " + file.FileFormat);
            }
        }

        return result;
    }

    // A file that was partly recorded within the range belongs to it. A file without times may.
    private static bool IsWithin(TapeFile file, TimeWindow range) =>
        !(file.StartTime > range.End) && !(file.EndTime < range.Start);

    private static Api3Request<FoundFiles> Request(Api3Account account, TapeFileQuery query, WindowCursor cursor, int size)
    {
        var body = new JsonObject();
        if (account.VodSubAppId is { } application)
        {
            body["SubAppId"] = application;
        }

        body["StreamIds"] = new JsonArray(query.Stream.Id);
        body["SourceTypes"] = new JsonArray("Record");
        body["CreateTime"] = new JsonObject
        {
            ["After"] = Api3Time.Format(cursor.Now.Start),
            ["Before"] = Api3Time.Format(cursor.Now.End),
        };
        body["Sort"] = new JsonObject { ["Field"] = "CreateTime", ["Order"] = query.Descending ? "Desc" : "Asc" };
        body["Filters"] = new JsonArray("basicInfo", "metaData");
        var offset = (cursor.Page - 1L) * size;
        body["Offset"] = offset;
        // The service returns no files after the first 5,000, so the last page may be shorter.
        body["Limit"] = Math.Min(size, MostFiles - offset);
        if (query.Stream.PushDomain is { } domain)
        {
            body["StreamDomains"] = new JsonArray(domain);
        }

        if (query.Stream.AppName is { } path)
        {
            body["StreamPaths"] = new JsonArray(path);
        }

        return new Api3Request<FoundFiles>(Api3Action.SearchMedia, body, response => Read(query, response))
        {
            Stream = query.Stream.Id,
            WhenEmpty = static () => new FoundFiles([], 0, 0),
        };
    }

    private static FoundFiles Read(TapeFileQuery query, Api3Response response)
    {
        var rows = response.Objects("MediaInfoSet").ToArray();
        return new FoundFiles(
            rows.Select(r => File(query.Stream, r)).ToArray(), rows.Length, WireReader.Long(response.Fields, "TotalCount"));
    }

    private static TapeFile File(StreamKey stream, JsonElement row)
    {
        // Any of these may be null, even for recorded files.
        WireReader.TryGet(row, "BasicInfo", out var basic);
        WireReader.TryGet(basic, "SourceInfo", out var source);
        WireReader.TryGet(source, "LiveRecordInfo", out var live);
        WireReader.TryGet(row, "MetaData", out var meta);
        return new TapeFile
        {
            StreamId = Api3Response.Optional(live, "StreamId") ?? stream.Id,
            PushDomain = Api3Response.Optional(live, "Domain") ?? stream.PushDomain,
            AppName = Api3Response.Optional(live, "Path") ?? stream.AppName,
            FileId = Api3Response.Required(row, "FileId"),
            Vid = Api3Response.Optional(basic, "Vid"),
            Url = Api3Response.Optional(basic, "MediaUrl"),
            StartTime = Api3Time.Parse(Api3Response.Optional(live, "RecordStartTime")),
            EndTime = Api3Time.Parse(Api3Response.Optional(live, "RecordEndTime")),
            FileSize = WireReader.Long(meta, "Size"),
            FileFormat = Api3Response.Optional(basic, "Type"),
        };
    }

    /// <param name="Files">The files of one response.</param>
    /// <param name="Rows">The number of its rows.</param>
    /// <param name="Total">The total number, at most 5,000; null if the service does not report it.</param>
    private sealed record FoundFiles(IReadOnlyList<TapeFile> Files, int Rows, long? Total);
}

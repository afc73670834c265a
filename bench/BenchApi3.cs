using System.Globalization;
using System.Text.Json;

namespace TencentLvb.Bench;

/// <summary>The responses of API 3.0 from the benchmark server.</summary>
internal static class BenchApi3
{
    public const int LiveStreams = 20_000;
    public const int Published = 10_000;

    public const string LiveList = "DescribeLiveStreamOnlineList";
    public const string PublishedList = "DescribeLiveStreamPublishedList";

    private const string Id = "\"RequestId\":\"3c140219-cfe9-470e-b241-907877d6fb03\"";
    private const string State = "{\"Response\":{\"StreamState\":\"active\"," + Id + "}}";

    public static async Task<string> AnswerAsync(Microsoft.AspNetCore.Http.HttpRequest request)
    {
        var action = request.Headers["X-TC-Action"].ToString();
        if (action is not (LiveList or PublishedList))
        {
            await request.Body.CopyToAsync(Stream.Null);
            return State;
        }

        using var body = await JsonDocument.ParseAsync(request.Body);
        var page = body.RootElement.GetProperty("PageNum").GetInt32();
        var size = body.RootElement.GetProperty("PageSize").GetInt32();
        return action == LiveList
            ? Page("OnlineInfo", LiveStreams, page, size, "\"PublishTimeList\":[{\"PublishTime\":\"2026-01-31T04:00:00Z\"}]")
            : Page("PublishInfo", Published, page, size, "\"StreamStartTime\":\"2026-01-31T04:00:00Z\"");
    }

    private static string Page(string list, int total, int page, int size, string more)
    {
        var rows = Enumerable.Range((page - 1) * size, Math.Max(0, Math.Min(size, total - ((page - 1) * size)))).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"StreamName":"8888_{{i:D6}}","AppName":"live","DomainName":"{{ModuleShell.Domain}}",{{more}}}"""));
        var fields = string.Create(CultureInfo.InvariantCulture, $"\"TotalNum\":{total},\"PageNum\":{page},\"PageSize\":{size},{Id}");
        return "{\"Response\":{\"" + list + "\":[" + string.Join(',', rows) + "]," + fields + "}}";
    }
}

using System.Globalization;
using System.Text.Json;

namespace TencentLvb.Backends.Lvb2;

/// <summary>Live_Queue_Get: takes screenshots from the account's queue. The screenshots in a response are removed from the queue.</summary>
internal static class QueueGet
{
    private const long ScreenshotQueue = 100;

    public static Lvb2Request<ScreenshotBatch> Request(int count) => new(
        new WireParameters(Lvb2Interface.QueueGet).Add("bid", ScreenshotQueue).Add("count", (long)count),
        reply => Read(reply, count))
    {
        FinishWhenStopped = true,
        WhatMayExist = count == 1
            ? "1 screenshot might have been removed from the queue and lost"
            : $"up to {count.ToString(CultureInfo.InvariantCulture)} screenshots might have been removed from the queue and lost",
        HowToLook = "Run Get-LvbScreenshot again to get the remaining screenshots. The image files stay in the account's bucket.",
    };

    private static ScreenshotBatch Read(Lvb2Response reply, int asked)
    {
        var output = reply.GetOutputObject();
        var rows = WireReader.TryGet(output, "data", out var data) ? WireReader.Rows(data) : WireReader.Rows(reply.GetOutput());
        var screenshots = new List<Screenshot>(rows.Count);
        foreach (var row in rows)
        {
            if (Screenshot(row) is { } screenshot)
            {
                screenshots.Add(screenshot);
            }
        }

        // A count above the requested number does not describe this response.
        var told = WireReader.Int(output, "count") is { } count && count <= asked ? count : (int?)null;
        var unread = Math.Max(0, (told ?? (data.ValueKind == JsonValueKind.Array ? rows.Count : 0)) - screenshots.Count);
        return screenshots.Count > 0 || unread == 0
            ? new ScreenshotBatch(screenshots, unread)
            : throw new FormatException("The response reports screenshots but contains none that can be read.");
    }

    private static Screenshot? Screenshot(JsonElement row)
    {
        var told = row.ValueKind == JsonValueKind.String
            ? WireReader.Text(row)
            : WireReader.Text(row, "pic_full_url") ?? WireReader.Text(row, "pic_url");
        var stream = WireReader.Text(row, "stream_id") ?? WireReader.Text(row, "channel_id");
        if (string.IsNullOrEmpty(told) && string.IsNullOrEmpty(stream))
        {
            return null;
        }

        var url = IsAddress(told) ? told : null;
        var path = WireReader.Text(row, "pic_url");
        return new Screenshot
        {
            StreamId = stream ?? "",
            Url = url,
            Path = !string.IsNullOrEmpty(path) && !IsAddress(path) ? path
                : url is null ? told
                : Uri.TryCreate(url, UriKind.Absolute, out var address) ? Uri.UnescapeDataString(address.AbsolutePath) : null,
            CreateTime = WireReader.Time(row, "create_time"),
        };
    }

    private static bool IsAddress(string? text) =>
        text is not null
        && (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase));
}

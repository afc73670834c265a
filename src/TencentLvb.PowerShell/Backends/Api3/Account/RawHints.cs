using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>For calls by name that broke off: the command that shows what they may have done.</summary>
internal static class RawHints
{
    public static string? HowToLook(string action, JsonObject body) => action switch
    {
        "DropLiveStream" or "ForbidLiveStream" or "ResumeLiveStream" =>
            $"See what the stream does now: Invoke-LvbApi DescribeLiveStreamState @{{ {Argument(body, "DomainName")}; "
                + $"{Argument(body, "AppName")}; {Argument(body, "StreamName")} }}",
        "CreateRecordTask" =>
            "See which tasks there are: Invoke-LvbApi DescribeRecordTask, with StartTime and EndTime around the recording.",
        "CreateScreenshotTask" =>
            "See which tasks there are: Invoke-LvbApi DescribeScreenshotTask, with StartTime and EndTime around the task.",
        _ => null,
    };

    private static string Argument(JsonObject body, string name) =>
        name + " = " + (body[name] is JsonValue value && value.TryGetValue<string>(out var text) ? CommandText.Quote(text) : "...");
}

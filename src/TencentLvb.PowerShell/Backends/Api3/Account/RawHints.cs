using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>Returns, for interrupted calls by name, the command that shows their possible effect.</summary>
internal static class RawHints
{
    public static string? HowToLook(string action, JsonObject body) => action switch
    {
        "DropLiveStream" or "ForbidLiveStream" or "ResumeLiveStream" =>
            $"Check the current state of the stream: Invoke-LvbApi DescribeLiveStreamState @{{ {Argument(body, "DomainName")}; "
                + $"{Argument(body, "AppName")}; {Argument(body, "StreamName")} }}",
        "CreateRecordTask" =>
            "List the tasks: Invoke-LvbApi DescribeRecordTask, with a time range (StartTime and EndTime) that includes the recording.",
        "CreateScreenshotTask" =>
            "List the tasks: Invoke-LvbApi DescribeScreenshotTask, with a time range (StartTime and EndTime) that includes the task.",
        _ => null,
    };

    private static string Argument(JsonObject body, string name) =>
        name + " = " + (body[name] is JsonValue value && value.TryGetValue<string>(out var text) ? CommandText.Quote(text) : "...");
}

using System.Management.Automation;

namespace TencentLvb.Cmdlets;

/// <summary>
/// Adds to single objects what other modules put into a types file: loading one costs every import as much as all of the views do. Only to
/// those that come one by one: an object of which lists have many pays for each member more than for its way through the pipeline.
/// </summary>
internal static class OutputDecorator
{
    private static readonly string[] OfEvent = ["EventType", "Verified", "StreamId", "ChannelId", "ExpiresAt", "ReceivedAt"];

    private static readonly string[] OfStreamState =
    [
        "EventType", "Verified", "StreamId", "ChannelId", "EventTime", "Domain", "AppName", "Sequence", "Node", "UserIP",
        "ErrorCode", "ErrorMessage", "PushDuration", "ExpiresAt", "ReceivedAt",
    ];

    private static readonly string[] OfTapeFile =
    [
        "EventType", "Verified", "StreamId", "ChannelId", "Url", "Vid", "FileId", "FileFormat", "FileSize",
        "StartTime", "EndTime", "Duration", "TaskId", "ExpiresAt", "ReceivedAt",
    ];

    private static readonly string[] OfScreenshot =
        ["EventType", "Verified", "StreamId", "ChannelId", "Url", "Path", "CreateTime", "ExpiresAt", "ReceivedAt"];

    private static readonly string[] OfStreamUrl = ["StreamId", "Protocol", "ExpiresAt"];

    public static object? AddTo(object? output) => output switch
    {
        // Behind objects of another type PowerShell uses no view but these: they leave out what can hold a push secret.
        StreamStateEvent told => With(told, Shown(OfStreamState)),
        TapeFileEvent told => With(told, Shown(OfTapeFile)),
        ScreenshotEvent told => With(told, Shown(OfScreenshot)),
        LvbEvent told => With(told, Shown(OfEvent)),
        LvbStreamUrl address => With(address, Shown(OfStreamUrl)),
        _ => output,
    };

    /// <summary>The object with one more member, if it does not have it yet.</summary>
    public static PSObject With(object output, PSMemberInfo member)
    {
        var extended = PSObject.AsPSObject(output);
        if (extended.Members[member.Name] is not { IsInstance: true })
        {
            extended.Members.Add(member);
        }

        return extended;
    }

    private static PSMemberSet Shown(string[] properties) =>
        new("PSStandardMembers", [new PSPropertySet("DefaultDisplayPropertySet", properties)]);
}

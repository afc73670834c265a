using System.Collections.Concurrent;
using System.Management.Automation;

namespace TencentLvb.Cmdlets;

/// <summary>
/// Adds members to single objects that other modules define in a types file, because loading such a file costs every import as much as
/// all the views. It does so only for objects that are emitted singly: in long lists each member costs more than passing the object
/// through the pipeline.
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

    // PowerShell copies the set for each object. It is created when the first object is emitted.
    private static readonly ConcurrentDictionary<string[], PSMemberSet> Sets = new();

    public static object? AddTo(object? output) => output switch
    {
        // If objects of another type precede them, PowerShell uses this view only. It omits the properties that can contain a push
        // secret.
        StreamStateEvent told => With(told, Shown(OfStreamState)),
        TapeFileEvent told => With(told, Shown(OfTapeFile)),
        ScreenshotEvent told => With(told, Shown(OfScreenshot)),
        LvbEvent told => With(told, Shown(OfEvent)),
        LvbStreamUrl address => With(address, Shown(OfStreamUrl)),
        _ => output,
    };

    /// <summary>Returns the object with one more member, unless it already has it.</summary>
    public static PSObject With(object output, PSMemberInfo member)
    {
        var extended = PSObject.AsPSObject(output);
        if (extended.Members[member.Name] is not { IsInstance: true })
        {
            extended.Members.Add(member);
        }

        return extended;
    }

    private static PSMemberSet Shown(string[] properties) => Sets.GetOrAdd(properties, static of =>
        new PSMemberSet("PSStandardMembers", [new PSPropertySet("DefaultDisplayPropertySet", of)]));
}

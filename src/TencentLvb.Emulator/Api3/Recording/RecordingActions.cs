namespace TencentLvb.Emulator;

/// <summary>Lists the actions on recording tasks and templates.</summary>
internal static class RecordingActions
{
    public static IEnumerable<Api3Action> All { get; } =
    [
        new("live", "CreateRecordTask", RecordTasks.Create)
        {
            Required = "StreamName DomainName AppName EndTime",
            Optional = "StartTime StreamType TemplateId Extension",
            Region = RegionUse.Required,
            Frequency = (20, 20),
        },
        new("live", "StopRecordTask", RecordTasks.Stop) { Required = "TaskId", Region = RegionUse.Required, Frequency = (20, 20) },
        new("live", "DeleteRecordTask", RecordTasks.Delete) { Required = "TaskId", Region = RegionUse.Required },
        new("live", "DescribeRecordTask", RecordTaskList.Answer)
        {
            Required = "StartTime EndTime",
            Optional = "StreamName DomainName AppName ScrollToken",
            Region = RegionUse.Required,
            Frequency = (null, 20),
        },
        new("live", "DescribeLiveRecordTemplates", RecordTemplates.Answer) { Optional = "IsDelayLive" },
        new("live", "CreateLiveRecord", LiveRecords.Create)
        {
            Required = "StreamName",
            Optional = "AppName DomainName StartTime EndTime RecordType FileFormat Highlight MixStream StreamParam",
            IsDeprecated = true,
        },
        new("live", "StopLiveRecord", LiveRecords.Stop) { Required = "StreamName TaskId", IsDeprecated = true, Frequency = (200, null) },
    ];
}

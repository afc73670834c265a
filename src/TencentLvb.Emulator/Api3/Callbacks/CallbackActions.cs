namespace TencentLvb.Emulator;

/// <summary>Lists the actions on callback templates, rules, and records.</summary>
internal static class CallbackActions
{
    private const string MixUrl = "StreamMixNotifyUrl";
    private static readonly string Settings =
        string.Join(" ", CallbackTemplate.UrlNames.Where(name => name != MixUrl)) + " Description RecordExceptionLevels CallbackKey";

    public static IEnumerable<Api3Action> All { get; } =
    [
        new("live", "CreateLiveCallbackTemplate", CallbackTemplates.Create)
        {
            Required = "TemplateName", Optional = Settings + " " + MixUrl,
        },
        new("live", "ModifyLiveCallbackTemplate", CallbackTemplates.Modify)
        {
            Required = "TemplateId", Optional = "TemplateName " + Settings,
        },
        new("live", "DeleteLiveCallbackTemplate", CallbackTemplates.Delete) { Required = "TemplateId" },
        new("live", "DescribeLiveCallbackTemplate", CallbackTemplates.Single) { Required = "TemplateId" },
        new("live", "DescribeLiveCallbackTemplates", CallbackTemplates.List),
        new("live", "CreateLiveCallbackRule", CallbackRules.Create) { Required = "DomainName AppName TemplateId" },
        new("live", "DeleteLiveCallbackRule", CallbackRules.Delete) { Required = "DomainName AppName" },
        new("live", "DescribeLiveCallbackRules", CallbackRules.List),
        new("live", "DescribeCallbackRecordsList", CallbackRecordList.Answer)
        {
            Required = "StartTime EndTime StreamName PageNum PageSize",
            Optional = "EventType ResultCode",
            Site = LvbSite.China,
            Frequency = (20, null),
        },
    ];
}

namespace TencentLvb.Emulator;

/// <summary>DescribeLiveRecordTemplates: the recording templates and their formats.</summary>
internal static class RecordTemplates
{
    private static readonly (string Field, string Format)[] Formats =
    [
        ("FlvParam", "flv"), ("HlsParam", "hls"), ("Mp4Param", "mp4"), ("AacParam", "aac"), ("Mp3Param", "mp3"),
    ];

    public static Action<AnswerJson>? Answer(Api3Call call)
    {
        // The sample account has no templates for delayed broadcasting.
        var templates = call.Parameters.Number("IsDelayLive", 0, 1) == 1 ? [] : call.Account.RecordTemplates;
        return json => call.Rows(json, "Templates", templates, WriteRow);
    }

    private static void WriteRow(AnswerJson row, RecordTemplate template)
    {
        row.Number("TemplateId", template.Id);
        row.Text("TemplateName", template.Name);
        row.Text("Description", "");
        foreach (var (field, format) in Formats)
        {
            row.Object(field, parameters => WriteFormat(parameters, template.Formats.Contains(format)));
        }

        row.Object("HlsSpecialParam", parameters => parameters.Number("FlowContinueDuration", 0L));
        row.Number("IsDelayLive", 0L);
        row.Null("RemoveWatermark");
        row.Null("FlvSpecialParam");
    }

    private static void WriteFormat(AnswerJson json, bool enabled)
    {
        json.Number("RecordInterval", enabled ? 7200L : 0L);
        json.Number("StorageTime", 0L);
        json.Number("Enable", enabled ? 1L : 0L);
        json.Number("VodSubAppId", 0L);
        json.Text("VodFileName", "{StreamID}_{StartYear}-{StartMonth}-{StartDay}-{StartHour}-{StartMinute}-{StartSecond}");
        json.Null("Procedure");
        json.Null("StorageMode");
        json.Null("ClassId");
    }
}

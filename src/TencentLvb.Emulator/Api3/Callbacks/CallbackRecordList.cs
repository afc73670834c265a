using System.Text;

namespace TencentLvb.Emulator;

/// <summary>DescribeCallbackRecordsList: the notifications of one stream, and the receiver's response to the last post of each.</summary>
internal static class CallbackRecordList
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(14);
    private static readonly int[] Kinds = [0, 1, 100, 200];

    public static Action<AnswerJson>? Answer(Api3Call call)
    {
        var (start, end, form) = call.Parameters.NeedEitherRange();
        call.Within(start, end, Kept, TimeSpan.FromDays(1));
        var id = call.Parameters.NeedText("StreamName");
        var page = call.Parameters.Page(1, 1000, 10);
        var kind = call.Parameters.Number("EventType", 0, int.MaxValue);
        if (kind is not null && !Kinds.Contains((int)kind))
        {
            throw call.Parameters.Wrong("EventType", string.Join(", ", Kinds));
        }

        var failed = call.Parameters.Number("ResultCode", int.MinValue, int.MaxValue) is { } code ? code != 0 : (bool?)null;
        IReadOnlyList<CallbackRecord> records =
        [
            .. from record in call.Account.CallbackRecords.Of(id)
               let time = ChinaTime.WholeSecond(record.Notification.Event.Time)
               where time >= start && time <= end
               where kind is null || record.Notification.EventType == kind
               where failed is null || (record.ResultCode != 0) == failed
               select record,
        ];
        return json => call.Page(json, "DataInfoList", records, page, (row, record) => WriteRow(row, record, form));
    }

    private static void WriteRow(AnswerJson row, CallbackRecord record, TimeForm form)
    {
        var posted = record.Notification;
        row.Text("EventTime", Api3Time.Text(posted.Event.Time, form));
        row.Number("EventType", (long)posted.EventType);
        row.Text("Request", Encoding.UTF8.GetString(posted.Body));
        row.Text("Response", record.Response);
        row.Text("ResponseTime", Api3Time.Text(record.Time, form));
        row.Number("ResultCode", (long)record.ResultCode);
        row.Text("StreamId", posted.StreamId);
    }
}

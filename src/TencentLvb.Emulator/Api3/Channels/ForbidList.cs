namespace TencentLvb.Emulator;

/// <summary>DescribeLiveForbidStreamList: the banned streams. The China site no longer has this action.</summary>
internal static class ForbidList
{
    public static Action<AnswerJson>? Answer(Api3Call call)
    {
        var page = call.Parameters.Page(1, 100, 10);
        var id = call.Parameters.Text("StreamName");
        IReadOnlyList<EmulatedStream> banned =
        [
            .. call.Account.Streams.Restricted
                .Where(stream => !stream.MayPush(call.Now) && (string.IsNullOrEmpty(id) || stream.Id == id))
                .OrderBy(stream => stream.CreatedAt).ThenBy(stream => stream.Id, StringComparer.Ordinal),
        ];
        return json => call.Page(json, "ForbidStreamList", banned, page, (row, stream) =>
        {
            row.Text("StreamName", stream.Id);
            row.Text("CreateTime", Api3Time.Utc(stream.RestrictedAt));
            row.Text("ExpireTime", Api3Time.Utc(stream.RestrictedUntil));

            // The service returns them only if the ban was specified for them.
            row.Text("AppName", call.Account.BansByPath ? stream.AppName : null);
            row.Text("DomainName", call.Account.BansByPath ? stream.PushDomain : null);
        });
    }
}

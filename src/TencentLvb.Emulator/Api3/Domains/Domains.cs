namespace TencentLvb.Emulator;

/// <summary>DescribeLiveDomains, DescribeLivePushAuthKey, DescribeLivePlayAuthKey. Every domain of the account is enabled.</summary>
internal static class Domains
{
    private const int MostDomains = 100;

    public static Action<AnswerJson>? List(Api3Call call)
    {
        var parameters = call.Parameters;
        var page = parameters.Page(10, 100, 10, lastPage: 100_000);
        var status = parameters.Number("DomainStatus", 0, 1);
        var type = parameters.Number("DomainType", 0, 1);
        var play = parameters.Number("PlayType", 1, 3);
        var delayed = parameters.Number("IsDelayLive", 0, 1);
        var prefix = parameters.Text("DomainPrefix") ?? "";
        var domains = call.Account.Domains.All
            .Where(domain => status != 0 && delayed != 1)
            .Where(domain => (type is null || domain.IsPlay == (type == 1)) && (play is null || (domain.IsPlay && play == 1)))
            .Where(domain => domain.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .ToList();
        var (start, count) = page.Of(domains.Count);
        return json =>
        {
            json.Number("AllCount", (long)domains.Count);
            json.Number("CreateLimitCount", (long)(MostDomains - call.Account.Domains.All.Count));
            json.Numbers("PlayTypeCount", [call.Account.Domains.All.Count(domain => domain.IsPlay), 0, 0]);
            call.Rows(json, "DomainList", domains.GetRange(start, count), WriteRow);
        };
    }

    public static Action<AnswerJson>? PushKey(Api3Call call)
    {
        var domain = Find(call, isPlay: false);
        return json => json.Object("PushAuthKeyInfo", info =>
        {
            info.Text("DomainName", domain.Name);
            info.Number("Enable", 1L);
            info.Text("MasterAuthKey", domain.MasterKey);
            info.Text("BackupAuthKey", domain.BackupKey);
            info.Number("AuthDelta", 86400L);
        });
    }

    public static Action<AnswerJson>? PlayKey(Api3Call call)
    {
        var domain = Find(call, isPlay: true);
        return json => json.Object("PlayAuthKeyInfo", info =>
        {
            info.Text("DomainName", domain.Name);
            info.Number("Enable", 0L);
            info.Text("AuthKey", domain.MasterKey);
            info.Number("AuthDelta", 0L);
            info.Text("AuthBackKey", domain.BackupKey);
        });
    }

    private static EmulatedDomain Find(Api3Call call, bool isPlay)
    {
        var name = call.Parameters.NeedText("DomainName");
        return call.Account.Domains.Find(name) is { } domain && domain.IsPlay == isPlay
            ? domain
            : throw call.TwoFormed("ResourceNotFound.DomainNotExist", $"The domain {name} does not exist.");
    }

    private static void WriteRow(AnswerJson row, EmulatedDomain domain)
    {
        row.Text("Name", domain.Name);
        row.Number("Type", domain.IsPlay ? 1L : 0L);
        row.Number("Status", 1L);
        row.Text("CreateTime", ChinaTime.Text(domain.CreatedAt));
        row.Number("BCName", 1L);
        row.Text("TargetDomain", domain.Name + ".cname.example.net");
        row.Number("PlayType", domain.IsPlay ? 1L : 0L);
        row.Number("IsDelayLive", 0L);
        row.Text("CurrentCName", domain.IsPlay ? "" : domain.Name + ".cname.example.net.");
        row.Number("RentTag", 0L);
        row.Text("RentExpireTime", "0000-00-00 00:00:00");
        row.Number("IsMiniProgramLive", 0L);
    }
}

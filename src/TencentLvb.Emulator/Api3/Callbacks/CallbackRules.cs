namespace TencentLvb.Emulator;

/// <summary>
/// Implements the actions on callback rules, which assign a template to a push domain and a path. The emulator posts to its addresses.
/// </summary>
internal static class CallbackRules
{
    public static Action<AnswerJson>? Create(Api3Call call)
    {
        var (domain, app) = (call.Parameters.NeedText("DomainName"), call.Parameters.NeedText("AppName"));
        var template = CallbackTemplates.Find(call);
        if (call.Account.Domains.Find(domain) is not { IsPlay: false })
        {
            throw call.TwoFormed("ResourceNotFound.DomainNotExist", $"The push domain {domain} does not exist.");
        }

        if (call.Account.Callbacks.Find(domain, app) is not null)
        {
            throw call.TwoFormed("FailedOperation.RuleAlreadyExist", "The domain and path already have a rule.");
        }

        call.Account.Callbacks.Add(new CallbackRule(domain, app, template.Id, call.Now));
        return null;
    }

    public static Action<AnswerJson>? Delete(Api3Call call)
    {
        var rule = call.Account.Callbacks.Find(call.Parameters.NeedText("DomainName"), call.Parameters.NeedText("AppName"));
        call.Account.Callbacks.Remove(rule ?? throw call.TwoFormed("InvalidParameter.RuleNotFound", "The rule does not exist."));
        return null;
    }

    public static Action<AnswerJson>? List(Api3Call call) => json => call.Rows(json, "Rules", call.Account.Callbacks.Rules, (row, rule) =>
    {
        row.Text("CreateTime", ChinaTime.Text(rule.CreatedAt));
        row.Text("UpdateTime", ChinaTime.Text(rule.CreatedAt));
        row.Number("TemplateId", rule.TemplateId);
        row.Text("DomainName", rule.PushDomain);
        row.Text("AppName", rule.AppName);
    });
}

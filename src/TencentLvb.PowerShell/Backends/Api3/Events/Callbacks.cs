using System.Security;
using System.Text;
using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>Manages callback templates and rules together, by push domain and path. Repeating a call has the same result.</summary>
internal sealed class Callbacks(Api3Account account)
{
    private const string UsualAppName = "live";

    private readonly StreamLocator _locator = new(account);

    public LvbOperation<IReadOnlyList<LvbCallback>> Get(CallbackQuery query) => new Api3Operation<IReadOnlyList<LvbCallback>>(
        Api3Action.CallbackRules, null, async (context, cancellation) =>
        {
            var (rules, templates) = await ReadAsync(context, cancellation).ConfigureAwait(false);
            return rules
                .Where(r => query.PushDomain is null || string.Equals(r.PushDomain, query.PushDomain, StringComparison.OrdinalIgnoreCase))
                .Where(r => query.AppName is null || r.AppName == query.AppName)
                .Select(r => TemplateOf(r, templates).ToCallback(r))
                .ToArray();
        });

    public LvbOperation<LvbCallback> Set(CallbackChange change) => new Api3Operation<LvbCallback>(
        Api3Action.CreateCallbackRule, null, async (context, cancellation) =>
        {
            var (domain, app) = await PlaceAsync(change, context, cancellation).ConfigureAwait(false);
            var (rules, templates) = await ReadAsync(context, cancellation).ConfigureAwait(false);
            var key = change.Key is { } given ? Text(given) : null;
            var rule = rules.FirstOrDefault(r => r.IsFor(domain, app));
            var others = rule is null ? [] : OthersWith(rule, rules);
            if (others.Length > 0 && !change.Force)
            {
                throw Shared(
                    rule!, others, "Add -Force to create a separate template for this path, or change the shared one in the console.");
            }

            if (rule is not null && others.Length == 0)
            {
                var changed = TemplateOf(rule, templates).With(change.EventTypes, change.Address, key);
                await ModifyAsync(changed.Id, change, key, context, cancellation).ConfigureAwait(false);
                return changed.ToCallback(rule);
            }

            var name = CallbackTemplate.NameFor(domain, app);
            var start = rule is not null ? TemplateOf(rule, templates) with { Name = name }
                : new CallbackTemplate(0, name, new Dictionary<string, string>(), null);

            // An unused template of an interrupted call is used instead of creating another one.
            var unused = templates.FirstOrDefault(t => t.Name == name && rules.All(r => r.TemplateId != t.Id));
            var usual = start.Key is null && change.DefaultKey is { } known ? Text(known) : null;
            var template = start.With(change.EventTypes, change.Address, key ?? usual);
            template = template with
            {
                Id = unused is null
                    ? await context.CallAsync(account, Create(template, domain, app), cancellation).ConfigureAwait(false)
                    : await ReuseAsync(unused.Id, template, context, cancellation).ConfigureAwait(false),
            };
            if (rule is not null)
            {
                await context.CallAsync(account, DeleteRule(rule), cancellation).ConfigureAwait(false);
            }

            var made = new CallbackRule(domain, app, template.Id);
            await context.CallAsync(account, CreateRule(made), cancellation).ConfigureAwait(false);
            return template.ToCallback(made);
        });

    public LvbOperation<LvbCallback?> Remove(CallbackChange change) => new Api3Operation<LvbCallback?>(
        Api3Action.DeleteCallbackRule, null, async (context, cancellation) =>
        {
            var (domain, app) = await PlaceAsync(change, context, cancellation).ConfigureAwait(false);
            var (rules, templates) = await ReadAsync(context, cancellation).ConfigureAwait(false);
            if (rules.FirstOrDefault(r => r.IsFor(domain, app)) is not { } rule)
            {
                return null;
            }

            var template = TemplateOf(rule, templates);
            var others = OthersWith(rule, rules);
            var rest = template.With(change.EventTypes, null, null);
            if (change.EventTypes.Count > 0 && rest.Addresses.Count > 0)
            {
                if (others.Length > 0)
                {
                    throw Shared(rule, others,
                        "First create a separate template for this path (Set-LvbCallback -Force), or change the shared one in "
                            + "the console.");
                }

                await ModifyAsync(template.Id, change, null, context, cancellation).ConfigureAwait(false);
                return rest.ToCallback(rule);
            }

            await context.CallAsync(account, DeleteRule(rule), cancellation).ConfigureAwait(false);
            if (others.Length == 0)
            {
                await context.CallAsync(
                    account,
                    Done(
                        Api3Action.DeleteCallbackTemplate,
                        new JsonObject { ["TemplateId"] = template.Id },
                        "the callback template might have been deleted"),
                    cancellation).ConfigureAwait(false);
            }

            return template.With(CallbackTemplate.Fields.Keys, null, null).ToCallback(rule);
        });

    private async Task<(string Domain, string App)> PlaceAsync(
        CallbackChange change, OperationContext context, CancellationToken cancellation)
    {
        var domain = change.PushDomain ?? account.PushDomain;
        if (domain is null)
        {
            var domains = await _locator.PushDomainsAsync(context, cancellation).ConfigureAwait(false);
            domain = domains.Count switch
            {
                1 => domains[0],
                0 => throw LvbErrors.InvalidArgument(
                    "The account has no enabled push domain.",
                    "Add or enable a push domain in the console, or specify one with -PushDomain."),
                _ => throw LvbErrors.InvalidArgument(
                    $"The account has {domains.Count} push domains: "
                        + $"{string.Join(", ", domains.OrderBy(d => d, StringComparer.Ordinal))}.",
                    "Specify one of them with -PushDomain."),
            };
        }

        return (domain, change.AppName ?? UsualAppName);
    }

    private async Task<(IReadOnlyList<CallbackRule> Rules, IReadOnlyList<CallbackTemplate> Templates)> ReadAsync(
        OperationContext context, CancellationToken cancellation)
    {
        var rules = await context.CallAsync(
            account,
            new Api3Request<IReadOnlyList<CallbackRule>>(Api3Action.CallbackRules, [],
                r => r.Objects("Rules").Select(row => new CallbackRule(
                Api3Response.Required(row, "DomainName"),
                WireReader.Text(row, "AppName") ?? "",
                WireReader.Long(row, "TemplateId") ?? throw new FormatException("TemplateId is missing."))).ToArray())
            {
                WhenEmpty = static () => [],
            },
            cancellation).ConfigureAwait(false);
        var templates = await context.CallAsync(
            account,
            new Api3Request<IReadOnlyList<CallbackTemplate>>(
                Api3Action.CallbackTemplates, [], r => r.Objects("Templates").Select(CallbackTemplate.Read).ToArray())
            {
                WhenEmpty = static () => [],
            },
            cancellation).ConfigureAwait(false);
        return (rules, templates);
    }

    // Only changes are sent, because the service does not return all addresses that it holds.
    private Task<bool> ModifyAsync(long template, CallbackChange change, string? key, OperationContext context,
        CancellationToken cancellation)
    {
        var body = new JsonObject { ["TemplateId"] = template }.With("CallbackKey", key);
        foreach (var type in change.EventTypes)
        {
            body[CallbackTemplate.Fields[type]] = change.Address?.OriginalString ?? "";
        }

        return context.CallAsync(account, Done(Api3Action.ModifyCallbackTemplate, body, "the addresses might have changed"), cancellation);
    }

    private async Task<long> ReuseAsync(long unused, CallbackTemplate template, OperationContext context, CancellationToken cancellation)
    {
        var body = template.ToBody();
        body["TemplateId"] = unused;
        await context.CallAsync(
                account, Done(Api3Action.ModifyCallbackTemplate, body, "the callback template might have changed"), cancellation)
            .ConfigureAwait(false);
        return unused;
    }

    private static Api3Request<long> Create(CallbackTemplate template, string domain, string app) => new(
        Api3Action.CreateCallbackTemplate,
        template.ToBody(),
        response => WireReader.Long(response.Fields, "TemplateId") ?? throw new FormatException("TemplateId is missing."))
    {
        WhatMayExist = $"the callback template '{template.Name}' might have been created, but no rule uses it yet",
        HowToLook = $"Run the same command again: it reuses an existing template. Get-LvbCallback -PushDomain {CommandText.Quote(domain)} "
            + $"-AppName {CommandText.Quote(app)} shows the current settings.",
    };

    private static Api3Request<bool> CreateRule(CallbackRule rule) => Done(
        Api3Action.CreateCallbackRule,
        new JsonObject { ["DomainName"] = rule.PushDomain, ["AppName"] = rule.AppName, ["TemplateId"] = rule.TemplateId },
        "the callback rule might have been created");

    private static Api3Request<bool> DeleteRule(CallbackRule rule) => Done(
        Api3Action.DeleteCallbackRule, new JsonObject { ["DomainName"] = rule.PushDomain, ["AppName"] = rule.AppName },
            "the callback rule might have been deleted");

    private static Api3Request<bool> Done(Api3Action action, JsonObject body, string may) => new(action, body, static _ => true)
    {
        DoneWhenNotFound = action == Api3Action.DeleteCallbackRule || action == Api3Action.DeleteCallbackTemplate,
        DoneWhenExists = action == Api3Action.CreateCallbackRule,
        WhatMayExist = may,
        HowToLook = "Check the current settings: Get-LvbCallback",
    };

    private static CallbackTemplate TemplateOf(CallbackRule rule, IReadOnlyList<CallbackTemplate> templates) =>
        templates.FirstOrDefault(t => t.Id == rule.TemplateId)
            ?? new CallbackTemplate(rule.TemplateId, null, new Dictionary<string, string>(), null);

    private static CallbackRule[] OthersWith(CallbackRule rule, IReadOnlyList<CallbackRule> rules) =>
        rules.Where(r => r.TemplateId == rule.TemplateId && r != rule).ToArray();

    private static LvbException Shared(CallbackRule rule, CallbackRule[] others, string advice) => LvbErrors.InvalidArgument(
        FormattableString.Invariant($"Callback template {rule.TemplateId} for {rule} also applies to ")
            + FormattableString.Invariant($"{string.Join(", ", (object[])others)}."), advice);

    private static string Text(SecureString key)
    {
        using var bytes = KeyBytes.Of("", key);
        return Encoding.UTF8.GetString(bytes.Value);
    }
}

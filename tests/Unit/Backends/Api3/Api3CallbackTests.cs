using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Backends.Api3;

/// <summary>The callback rules and templates of API 3.0: what is read, changed, created and kept.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class Api3CallbackTests : IAsyncDisposable
{
    private static readonly Uri Address = new("https://hooks.example.com/lvb");
    private static readonly CallbackChange Change = new("push.example.com", "live")
    {
        EventTypes = [LvbEventType.StreamStarted],
        Address = Address,
    };

    private readonly Service3 _service = new();
    private readonly Api3Client _client;
    private readonly Api3Backend _backend;

    public Api3CallbackTests()
    {
        _client = new Api3Client(_service.Uri);
        _backend = new Api3Backend(_client.Account);
        _service.Done("CreateLiveCallbackRule", "DeleteLiveCallbackRule", "ModifyLiveCallbackTemplate", "DeleteLiveCallbackTemplate");
        _service["CreateLiveCallbackTemplate"] = _ => new JsonObject { ["TemplateId"] = 77 };
        Rules();
        Templates();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    private void Rules(params (string? Domain, string? App, int Template)[] rules) => _service.CallbackRules(rules);

    private void Templates(params JsonObject[] templates) => _service.CallbackTemplates(templates);

    private string[] Changes => [.. _service.Asked.Where(a => !a.Action.StartsWith("Describe", StringComparison.Ordinal))
        .Select(a => a.Action + " " + a.Body.ToJsonString())];

    [Fact]
    public async Task A_setting_has_the_address_of_each_event_type()
    {
        Rules(("push.example.com", "live", 5), ("other.example.com", "live", 6));
        Templates(Service3.Template(5, key: "secret", addresses:
        [
            ("StreamBeginNotifyUrl", "http://h/1"), ("StreamEndNotifyUrl", "http://h/2"), ("RecordNotifyUrl", "http://h/3"),
            ("RecordStatusNotifyUrl", "http://h/4"), ("SnapshotNotifyUrl", "http://h/5"), ("PornCensorshipNotifyUrl", "http://h/6"),
            ("PushExceptionNotifyUrl", "http://h/7"), ("RecordExceptionNotifyUrl", "http://h/8"),
        ]));
        var all = await _client.Run(_backend.GetCallbacks(new CallbackQuery(null, null)));
        Assert.Equal(["push.example.com live 5 True", "other.example.com live 6 False"],
            all.Select(c => $"{c.PushDomain} {c.AppName} {c.TemplateId} {c.HasKey}"));
        Assert.Equal("http://h/1 http://h/2 http://h/3 http://h/4 http://h/5 http://h/6 http://h/7 http://h/8", string.Join(' ',
            all[0].StreamStarted, all[0].StreamEnded, all[0].TapeFileCreated, all[0].TapeState, all[0].ScreenshotCreated,
            all[0].ImageAudit, all[0].PushAnomaly, all[0].TapeAnomaly));
        Assert.Null(all[1].StreamStarted);
        Assert.Single(await _client.Run(_backend.GetCallbacks(new CallbackQuery("PUSH.example.com", null))));
        Assert.Equal(2, (await _client.Run(_backend.GetCallbacks(new CallbackQuery(null, "live")))).Count);
        Assert.Empty(await _client.Run(_backend.GetCallbacks(new CallbackQuery(null, "LIVE"))));
        _service["DescribeLiveCallbackRules"] = _ => Service3.Error("ResourceNotFound.EmptyData");
        _service["DescribeLiveCallbackTemplates"] = _ => Service3.Error("ResourceNotFound.EmptyData");
        Assert.Empty(await _client.Run(_backend.GetCallbacks(new CallbackQuery(null, null))));
    }

    [Fact]
    public async Task A_first_setting_creates_a_template_and_a_rule()
    {
        using var key = Make.Key("k1");
        var made = await _client.Run(_backend.SetCallback(Change with { DefaultKey = key }));
        Assert.Equal(
            [
                """CreateLiveCallbackTemplate {"TemplateName":"TencentLvb-push_example_com-live","CallbackKey":"k1","""
                    + "\"StreamBeginNotifyUrl\":\"https://hooks.example.com/lvb\"}",
                """CreateLiveCallbackRule {"DomainName":"push.example.com","AppName":"live","TemplateId":77}""",
            ],
            Changes);
        Assert.Equal((77L, Address, true), (made.TemplateId, made.StreamStarted, made.HasKey));
        Assert.Null(made.StreamEnded);
    }

    [Fact]
    public async Task In_its_own_template_only_the_specified_settings_are_changed()
    {
        Rules(("push.example.com", "live", 5));
        Templates(Service3.Template(5, key: "old", addresses: ("StreamEndNotifyUrl", "http://h/2")));
        using var key = Make.Key("new");
        var changed = await _client.Run(_backend.SetCallback(Change with { Key = key }));
        Assert.Equal(
            ["""ModifyLiveCallbackTemplate {"TemplateId":5,"CallbackKey":"new","StreamBeginNotifyUrl":"https://hooks.example.com/lvb"}"""],
            Changes);
        Assert.Equal((Address, new Uri("http://h/2")), (changed.StreamStarted, changed.StreamEnded));
        await _client.Run(_backend.SetCallback(Change));
        Assert.DoesNotContain("CallbackKey", Changes[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shared_template_is_replaced_for_one_path_only_with_force()
    {
        Rules(("push.example.com", "live", 5), ("b.example.com", "live", 5));
        Templates(Service3.Template(5, key: "old", addresses: ("StreamEndNotifyUrl", "http://h/2")));
        var error = Sentences.Check(await Assert.ThrowsAsync<LvbException>(() => _client.Run(_backend.SetCallback(Change))));
        Assert.Contains("5 for push.example.com/live", error.Message, StringComparison.Ordinal);
        Assert.Contains("b.example.com/live.", error.Message, StringComparison.Ordinal);
        Assert.Contains("-Force", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Changes);
        using var unused = Make.Key("default");
        await _client.Run(_backend.SetCallback(Change with { Force = true, DefaultKey = unused }));
        Assert.Equal(
            [
                """CreateLiveCallbackTemplate {"TemplateName":"TencentLvb-push_example_com-live","CallbackKey":"old","""
                    + "\"StreamEndNotifyUrl\":\"http://h/2\",\"StreamBeginNotifyUrl\":\"https://hooks.example.com/lvb\"}",
                """DeleteLiveCallbackRule {"DomainName":"push.example.com","AppName":"live"}""",
                """CreateLiveCallbackRule {"DomainName":"push.example.com","AppName":"live","TemplateId":77}""",
            ],
            Changes);
    }

    [Fact]
    public async Task A_template_of_an_interrupted_call_is_reused()
    {
        Templates(Service3.Template(9, "TencentLvb-push_example_com-live"));
        var made = await _client.Run(_backend.SetCallback(Change));
        Assert.Equal(9, made.TemplateId);
        Assert.Equal(["ModifyLiveCallbackTemplate", "CreateLiveCallbackRule"], Changes.Select(c => c.Split(' ')[0]));
        Assert.Contains("\"TemplateId\":9", Changes[0], StringComparison.Ordinal);
        Assert.Contains("\"TemplateId\":9", Changes[1], StringComparison.Ordinal);
        Rules(("other.example.com", "live", 9));
        Assert.Equal(77, (await _client.Run(_backend.SetCallback(Change))).TemplateId);
    }

    [Fact]
    public async Task Removing_the_last_address_deletes_the_rule_and_its_own_template()
    {
        Assert.Null(await _client.Run(_backend.RemoveCallback(Change)));
        Rules(("push.example.com", "live", 5));
        Templates(Service3.Template(5, addresses: ("StreamBeginNotifyUrl", "http://h/1")));
        var removed = await _client.Run(_backend.RemoveCallback(Change));
        Assert.Null(removed!.StreamStarted);
        Assert.Equal(
            [
                """DeleteLiveCallbackRule {"DomainName":"push.example.com","AppName":"live"}""",
                """DeleteLiveCallbackTemplate {"TemplateId":5}""",
            ],
            Changes);
    }

    [Fact]
    public async Task Removing_one_of_several_addresses_keeps_the_rule()
    {
        Rules(("push.example.com", "live", 5));
        Templates(Service3.Template(5, addresses: [("StreamBeginNotifyUrl", "http://h/1"), ("StreamEndNotifyUrl", "http://h/2")]));
        var rest = await _client.Run(_backend.RemoveCallback(Change with { Address = null }));
        Assert.Equal((null, new Uri("http://h/2")), (rest!.StreamStarted, rest.StreamEnded));
        Assert.Equal(["""ModifyLiveCallbackTemplate {"TemplateId":5,"StreamBeginNotifyUrl":""}"""], Changes);
        await _client.Run(_backend.RemoveCallback(new CallbackChange("push.example.com", "live")));
        Assert.Equal(["DeleteLiveCallbackRule", "DeleteLiveCallbackTemplate"], Changes.Skip(1).Select(c => c.Split(' ')[0]));
    }

    [Fact]
    public async Task A_removal_does_not_change_a_shared_template()
    {
        Rules(("push.example.com", "live", 5), ("b.example.com", "live", 5));
        Templates(Service3.Template(5, addresses: [("StreamBeginNotifyUrl", "http://h/1"), ("StreamEndNotifyUrl", "http://h/2")]));
        var error = await Assert.ThrowsAsync<LvbException>(() => _client.Run(_backend.RemoveCallback(Change)));
        Sentences.Check(error);
        Assert.Contains("Set-LvbCallback -Force", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("console", error.RecommendedAction, StringComparison.Ordinal);
        await _client.Run(_backend.RemoveCallback(new CallbackChange("push.example.com", "live")));
        Assert.Equal(["DeleteLiveCallbackRule"], Changes.Select(c => c.Split(' ')[0]));
    }

    [Fact]
    public async Task The_default_is_the_only_domain_of_the_account()
    {
        _service.PushDomains("push.example.com");
        await _client.Run(_backend.SetCallback(Change with { PushDomain = null, AppName = null }));
        Assert.Contains("\"DomainName\":\"push.example.com\",\"AppName\":\"live\"", Changes[1], StringComparison.Ordinal);
        using var two = new Api3Client(_service.Uri);
        _service.PushDomains("b.example.com", "a.example.com");
        var error = Sentences.Check(await Assert.ThrowsAsync<LvbException>(
            () => two.Run(new Api3Backend(two.Account).SetCallback(Change with { PushDomain = null }))));
        Assert.Contains("2 push domains: a.example.com, b.example.com.", error.Message, StringComparison.Ordinal);
        Assert.Contains("-PushDomain", error.RecommendedAction, StringComparison.Ordinal);
        using var none = new Api3Client(_service.Uri);
        _service.PushDomains();
        error = Sentences.Check(await Assert.ThrowsAsync<LvbException>(
            () => none.Run(new Api3Backend(none.Account).SetCallback(Change with { PushDomain = null }))));
        Assert.Contains("no enabled push domain", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_name_of_a_template_has_plain_characters_and_a_limit()
    {
        Assert.Equal("TencentLvb-a_b-c_d-e", CallbackTemplate.NameFor("A.b", "c_d-e"));
        Assert.Equal(255, CallbackTemplate.NameFor(new string('a', 300), "live").Length);
        Assert.Equal(255, CallbackTemplate.NameFor(new string('a', 239), "live").Length);
        Assert.Equal("5", new CallbackTemplate(5, "n", new Dictionary<string, string>(), "secret").ToString());
    }
}

using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Backends.Api3;

/// <summary>Callback settings of API 3.0: defaults, keys, repeated calls, and what an interrupted change may have left behind.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class CallbackRuleTests : IAsyncDisposable
{
    private static readonly CallbackChange Change = new("push.example.com", "live")
    {
        EventTypes = [LvbEventType.StreamStarted],
        Address = new Uri("https://hooks.example.com/lvb"),
    };

    private readonly Service3 _service = new Service3().CallbackRules().CallbackTemplates()
        .Done("CreateLiveCallbackRule", "DeleteLiveCallbackRule", "ModifyLiveCallbackTemplate", "DeleteLiveCallbackTemplate");

    private readonly Api3Client _client;

    public CallbackRuleTests()
    {
        _client = new Api3Client(_service.Uri);
        _service["CreateLiveCallbackTemplate"] = _ => new JsonObject { ["TemplateId"] = 77 };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    private Api3Backend Backend => new(_client.Account);

    private JsonObject Sent(string action) => _service.Asked.Last(a => a.Action == action).Body;

    [Theory]
    [InlineData("given.example.com", "app1", "given.example.com", "app1")]
    [InlineData(null, null, "own.example.com", "live")]
    public async Task A_specified_domain_wins_over_that_of_the_connection_and_the_default_path_is_live(
        string? domain, string? app, string sentDomain, string sentApp)
    {
        var backend = new Api3Backend(_client.Account with { PushDomain = "own.example.com" });
        await _client.Run(backend.SetCallback(Change with { PushDomain = domain, AppName = app }));
        var sent = Sent("CreateLiveCallbackRule");
        Assert.Equal((sentDomain, sentApp), ((string)sent["DomainName"]!, (string)sent["AppName"]!));
        Assert.DoesNotContain("DescribeLiveDomains", _service.Actions);
    }

    [Theory]
    [InlineData("given", "usual", "", "given")]
    [InlineData("given", "usual", "old", "given")]
    [InlineData("given", null, "old", "given")]
    [InlineData(null, "usual", "", "usual")]
    [InlineData(null, "usual", "old", "old")]
    public async Task A_specified_key_wins_over_the_old_one_and_the_default_one(string? key, string? usual, string old, string expected)
    {
        _service.CallbackRules(("push.example.com", "live", 5), ("b.example.com", "live", 5))
            .CallbackTemplates(Service3.Template(5, key: old));
        using var given = Make.Key(key ?? "");
        using var known = Make.Key(usual ?? "");
        await _client.Run(Backend.SetCallback(
            Change with { Force = true, Key = key is null ? null : given, DefaultKey = usual is null ? null : known }));
        Assert.Equal(expected, (string)Sent("CreateLiveCallbackTemplate")["CallbackKey"]!);
    }

    [Fact]
    public async Task All_paths_that_share_a_template_are_listed()
    {
        _service.CallbackRules(("push.example.com", "live", 5), ("b.example.com", "live", 5), ("c.example.com", "app", 5))
            .CallbackTemplates(Service3.Template(5));
        var error = await Assert.ThrowsAsync<LvbException>(() => _client.Run(Backend.SetCallback(Change)));
        Assert.Contains("b.example.com/live, c.example.com/app.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_without_a_path_has_an_empty_one()
    {
        _service.CallbackRules(("push.example.com", null, 5)).CallbackTemplates(Service3.Template(5));
        var all = await _client.Run(Backend.GetCallbacks(new CallbackQuery(null, null)));
        Assert.Equal(("push.example.com", "", 5), (all[0].PushDomain, all[0].AppName, all[0].TemplateId));
    }

    [Fact]
    public async Task A_response_without_a_template_id_is_refused()
    {
        _service["CreateLiveCallbackTemplate"] = _ => [];
        Assert.Equal("TemplateId is missing.", await Missing());
        _service["DescribeLiveCallbackTemplates"] = _ => new JsonObject { ["Templates"] = new JsonArray(new JsonObject()) };
        Assert.Equal("TemplateId is missing.", await Missing());
        _service["DescribeLiveCallbackRules"] = _
            => new JsonObject { ["Rules"] = new JsonArray(new JsonObject { ["DomainName"] = "push.example.com" }) };
        Assert.Equal("TemplateId is missing.", await Missing());

        async Task<string?> Missing()
        {
            var error = await Assert.ThrowsAsync<LvbException>(() => _client.Run(Backend.SetCallback(Change)));
            Assert.Equal("LvbBadReply", error.ErrorId);
            return error.InnerException?.Message;
        }
    }

    [Theory]
    [InlineData("CreateLiveCallbackRule", "FailedOperation.RuleAlreadyExist", true)]
    [InlineData("CreateLiveCallbackRule", "ResourceNotFound.RuleNotFound", false)]
    [InlineData("DeleteLiveCallbackRule", "ResourceNotFound.RuleNotFound", true)]
    [InlineData("DeleteLiveCallbackRule", "FailedOperation.RuleAlreadyExist", false)]
    [InlineData("DeleteLiveCallbackTemplate", "ResourceNotFound.NotFound", true)]
    [InlineData("ModifyLiveCallbackTemplate", "ResourceNotFound.NotFound", false)]
    [InlineData("ModifyLiveCallbackTemplate", "FailedOperation.RuleAlreadyExist", false)]
    public async Task A_retry_of_a_change_that_was_carried_out_succeeds(string action, string code, bool isDone)
    {
        var calls = 0;
        _service[action] = _ => Service3.Error(++calls == 1 ? "InternalError" : code);
        var run = Run(action);
        if (isDone)
        {
            await run;
        }
        else
        {
            Assert.Equal("LvbApi." + code, (await Assert.ThrowsAsync<LvbException>(() => run)).ErrorId);
        }

        Assert.Equal(2, calls);
    }

    [Theory]
    [InlineData("CreateLiveCallbackRule", "rule might have been created")]
    [InlineData("DeleteLiveCallbackRule", "rule might have been deleted")]
    [InlineData("DeleteLiveCallbackTemplate", "template might have been deleted")]
    [InlineData("ModifyLiveCallbackTemplate", "addresses might have changed")]
    [InlineData("reuse", "template might have changed")]
    public async Task An_unclear_change_says_what_may_have_happened_and_how_to_check(string action, string may)
    {
        _service[action == "reuse" ? "ModifyLiveCallbackTemplate" : action] = _ => Service3.Error("InternalError");
        var error = Sentences.Check(await Assert.ThrowsAsync<LvbException>(() => Run(action)));
        Assert.Contains(may, error.RecommendedAction, StringComparison.Ordinal);
        Assert.EndsWith("Get-LvbCallback", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_that_may_have_been_created_is_named_with_the_command_that_shows_the_setting()
    {
        var calls = 0;
        _service["CreateLiveCallbackTemplate"] = _ =>
        {
            calls++;
            return Service3.Error("InternalError");
        };
        var error = await Assert.ThrowsAsync<LvbException>(() => _client.Run(Backend.SetCallback(Change)));
        Assert.Equal(("LvbAmbiguousOutcome", 1), (error.ErrorId, calls));
        Assert.Contains("'TencentLvb-push_example_com-live'", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("Run the same command again", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains(
            "Get-LvbCallback -PushDomain 'push.example.com' -AppName 'live'", error.RecommendedAction, StringComparison.Ordinal);
    }

    // Runs a change that sends the action.
    private async Task Run(string action)
    {
        if (action is not ("CreateLiveCallbackRule" or "reuse"))
        {
            _service.CallbackRules(("push.example.com", "live", 5));
        }

        _service.CallbackTemplates(action == "reuse" ? Service3.Template(9, "TencentLvb-push_example_com-live") : Service3.Template(5));
        if (action.StartsWith("Delete", StringComparison.Ordinal))
        {
            await _client.Run(Backend.RemoveCallback(new CallbackChange("push.example.com", "live")));
        }
        else
        {
            await _client.Run(Backend.SetCallback(Change));
        }
    }
}

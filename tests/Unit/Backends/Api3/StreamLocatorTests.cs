namespace TencentLvb.Unit.Backends.Api3;

/// <summary>Where the push domain and path of a stream come from, and how often the service is queried for them.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class StreamLocatorTests
{
    [Fact]
    public async Task A_specified_location_is_not_looked_up()
    {
        await using var service = new Service3().Done("DropLiveStream");
        using var client = new Api3Client(service.Uri);
        await client.Run(Backend(client).SetChannelStatus(new StreamKey("a", "push1.example.com", "app1"),
            LvbChannelCommand.Disconnected, null));
        Assert.Equal(["DropLiveStream"], service.Actions);
        Assert.Equal("""{"AppName":"app1","DomainName":"push1.example.com","StreamName":"a"}""", service.Requests[0].Body);
    }

    [Fact]
    public async Task The_default_of_the_connection_wins_over_the_online_list()
    {
        await using var service = new Service3().Online("push2.example.com/app2/a").Done("ResumeLiveStream");
        using var client = new Api3Client(service.Uri);
        var backend = new Api3Backend(client.Account with { PushDomain = "push1.example.com", AppName = "app1" });
        var resumed = await client.Run(backend.ResumeChannel(new StreamKey("a")));
        Assert.Equal(["ResumeLiveStream"], service.Actions);
        Assert.Equal("push1.example.com app1", resumed.PushDomain + " " + resumed.AppName);
    }

    [Theory]
    [InlineData(null, null, "push2.example.com/app2")]
    [InlineData("push2.example.com", null, "push2.example.com/app2")]
    [InlineData("PUSH2.example.com", null, "PUSH2.example.com/app2")]
    [InlineData(null, "app2", "push2.example.com/app2")]
    [InlineData("push1.example.com", null, "push1.example.com/live")]
    [InlineData(null, "other", "push1.example.com/other")]
    public async Task The_row_of_the_online_list_supplies_what_is_not_specified(string? domain, string? app, string expected)
    {
        await using var service = new Service3()
            .Online("push1.example.com/live/b", "push2.example.com/app2/a").PushDomains("push1.example.com").Done("ResumeLiveStream");
        using var client = new Api3Client(service.Uri);
        var resumed = await client.Run(Backend(client).ResumeChannel(new StreamKey("a", domain, app)));
        Assert.Equal(expected, resumed.PushDomain + "/" + resumed.AppName);
    }

    [Fact]
    public async Task The_only_push_domain_and_the_path_live_are_the_last_resort()
    {
        await using var service = new Service3().Online().PushDomains("push1.example.com").Done("ResumeLiveStream");
        using var client = new Api3Client(service.Uri);
        var resumed = await client.Run(Backend(client).ResumeChannel(new StreamKey("a")));
        Assert.Equal("push1.example.com/live", resumed.PushDomain + "/" + resumed.AppName);
        Assert.Equal(["DescribeLiveStreamOnlineList", "DescribeLiveDomains", "ResumeLiveStream"], service.Actions);
        Assert.Equal("""{"DomainType":0,"DomainStatus":1,"PageNum":1,"PageSize":100}""", service.Requests[1].Body);
    }

    [Fact]
    public async Task Several_push_domains_are_listed_before_any_change()
    {
        await using var service = new Service3().Online().PushDomains("push2.example.com", "push1.example.com").Done("ForbidLiveStream");
        using var client = new Api3Client(service.Uri);
        var error = await Fails(client, Backend(client).SuspendChannel(new StreamKey("a"), DateTimeOffset.UtcNow.AddHours(1)));
        Assert.Equal("LvbInvalidArgument", error.ErrorId);
        Assert.Contains("push1.example.com, push2.example.com", error.Message, StringComparison.Ordinal);
        Assert.Contains("-PushDomain", error.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("ForbidLiveStream", service.Actions);
    }

    [Fact]
    public async Task A_stream_id_that_is_live_twice_is_ambiguous()
    {
        await using var service = new Service3()
            .Online("push1.example.com/live/a", "push2.example.com/live/a", "push2.example.com/test/a").PushDomains("push1.example.com")
            .Done("DropLiveStream");
        using var client = new Api3Client(service.Uri);
        var error = await Fails(client, Backend(client).SetChannelStatus(new StreamKey("a"), LvbChannelCommand.Disconnected, null));
        Assert.Equal("LvbInvalidArgument", error.ErrorId);
        Assert.Contains("push1.example.com/live, push2.example.com/live, push2.example.com/test", error.Message, StringComparison.Ordinal);

        error = await Fails(client, Backend(client).SetChannelStatus(new StreamKey("a", "push2.example.com"),
            LvbChannelCommand.Disconnected, null));
        Assert.Contains("push2.example.com/live, push2.example.com/test", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("DropLiveStream", service.Actions);

        await client.Run(Backend(client).SetChannelStatus(new StreamKey("a", null, "test"), LvbChannelCommand.Disconnected, null));
        Assert.Equal("""{"AppName":"test","DomainName":"push2.example.com","StreamName":"a"}""", service.Requests[^1].Body);
    }

    [Fact]
    public async Task A_missing_push_domain_is_reported()
    {
        await using var service = new Service3().Online();
        service["DescribeLiveDomains"] = _ => Service3.Error("ResourceNotFound.EmptyData");
        using var client = new Api3Client(service.Uri);
        var error = await Fails(client, Backend(client).GetChannelStatus(new StreamKey("a")));
        Assert.Equal("LvbInvalidArgument", error.ErrorId);
        Assert.Contains("no enabled push domain", error.Message, StringComparison.Ordinal);
        Assert.Contains("'a'", Sentences.Check(error).Message, StringComparison.Ordinal);
        Assert.EndsWith("-PushDomain.", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_needs_one_lookup_for_all_its_streams()
    {
        await using var service = new Service3().Online("push1.example.com/live/s1").PushDomains("push1.example.com")
            .Done("ResumeLiveStream");
        using var client = new Api3Client(service.Uri);
        var backend = Backend(client);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => client.Run(backend.ResumeChannel(new StreamKey("s" + i)))));
        Assert.Single(service.Actions, "DescribeLiveStreamOnlineList");
        Assert.Single(service.Actions, "DescribeLiveDomains");
        Assert.Equal(40, service.Actions.Count(a => a == "ResumeLiveStream"));
    }

    [Theory]
    [InlineData(LvbSite.China, 20000, 1)]
    [InlineData(LvbSite.International, 100, 3)]
    public async Task The_online_list_is_read_in_the_largest_pages_of_the_site(LvbSite site, int size, int pages)
    {
        await using var service = new Service3()
            .Online([.. Enumerable.Range(0, 250).Select(i => $"push1.example.com/live/s{i}")]).Done("ResumeLiveStream");
        using var client = new Api3Client(service.Uri);
        var resumed = await client.Run(new Api3Backend(client.Account with { Site = site }).ResumeChannel(new StreamKey("s249")));
        Assert.Equal("push1.example.com", resumed.PushDomain);
        Assert.Equal(pages, service.Actions.Count(a => a == "DescribeLiveStreamOnlineList"));
        Assert.All(service.Asked.Where(a => a.Action == "DescribeLiveStreamOnlineList"), a => Assert.Equal(size, (int)a.Body["PageSize"]!));
    }

    [Fact]
    public async Task A_list_that_returns_the_same_page_again_ends()
    {
        var rows = Enumerable.Range(0, 100).Select(i => $"push1.example.com/live/s{i}").ToArray();
        await using var service = new Service3().Online(rows).PushDomains("push9.example.com").Done("ResumeLiveStream");
        var answer = 0;
        service["DescribeLiveStreamOnlineList"] = body =>
        {
            answer++;
            body["PageNum"] = 1;
            var page = Service3.Paged(body, "OnlineInfo",
                [.. rows.Select(r => new System.Text.Json.Nodes.JsonObject { ["StreamName"] = r[^2..], ["AppName"] = "live",
                    ["DomainName"] = "push1.example.com" })]);
            page["TotalNum"] = 5000;
            return page;
        };
        using var client = new Api3Client(service.Uri);
        await client.Run(new Api3Backend(client.Account with { Site = LvbSite.International }).ResumeChannel(new StreamKey("nobody")));
        Assert.Equal(2, answer);
    }

    [Theory]
    [InlineData("AuthFailure.UnauthorizedOperation", "LvbApi.AuthFailure.UnauthorizedOperation", true)]
    [InlineData("ResourceInsufficient", "LvbApi.ResourceInsufficient", true)]
    [InlineData("AuthFailure.SignatureFailure", "LvbSignatureInvalid", false)]
    [InlineData("ResourceNotFound.StopService", "LvbNotActivated", false)]
    public async Task A_failed_lookup_says_what_it_was_for(string code, string id, bool isOfTheLookUp)
    {
        await using var service = new Service3();
        service["DescribeLiveStreamOnlineList"] = _ => Service3.Error(code);
        using var client = new Api3Client(service.Uri);
        var error = await Fails(client, Backend(client).ResumeChannel(new StreamKey("a")));
        Assert.Equal(id, error.ErrorId);
        Assert.StartsWith("The push domain and path of the stream 'a' could not be looked up.", error.Message, StringComparison.Ordinal);
        Assert.Equal(isOfTheLookUp, error.RecommendedAction.Contains("-PushDomain and -AppName", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("given.example.com", null, "own.example.com", null, "given.example.com/app1")]
    [InlineData(null, null, "own.example.com", null, "own.example.com/app2")]
    [InlineData(null, "given", null, "own", "given.example.com/given")]
    [InlineData(null, null, null, "own", "own.example.com/own")]
    public async Task Half_a_location_may_come_from_the_command_or_the_connection(
        string? domain, string? app, string? ownDomain, string? ownApp, string expected)
    {
        await using var service = new Service3().Online(
            "given.example.com/app1/a", "own.example.com/app2/a", "given.example.com/given/a", "own.example.com/own/a");
        service.Done("ResumeLiveStream");
        if (domain is not null || ownDomain is not null)
        {
            service.Online("given.example.com/app1/a", "own.example.com/app2/a");
        }

        using var client = new Api3Client(service.Uri);
        var backend = new Api3Backend(client.Account with { PushDomain = ownDomain, AppName = ownApp });
        var resumed = await client.Run(backend.ResumeChannel(new StreamKey("a", domain, app)));
        Assert.Equal(expected, resumed.PushDomain + "/" + resumed.AppName);
    }

    [Fact]
    public async Task A_known_push_domain_needs_no_list_of_domains()
    {
        await using var service = new Service3().Online().Done("ResumeLiveStream");
        using var client = new Api3Client(service.Uri);
        var resumed = await client.Run(Backend(client).ResumeChannel(new StreamKey("a", "push1.example.com")));
        Assert.Equal("push1.example.com/live", resumed.PushDomain + "/" + resumed.AppName);
        Assert.Equal(["DescribeLiveStreamOnlineList", "ResumeLiveStream"], service.Actions);
    }

    [Fact]
    public async Task Rows_of_the_online_list_without_a_domain_or_a_path_are_not_places()
    {
        await using var service = new Service3().Online("/live/a", "push1.example.com//a", "push2.example.com/app2/a");
        service.Done("ResumeLiveStream");
        using var client = new Api3Client(service.Uri);
        var resumed = await client.Run(Backend(client).ResumeChannel(new StreamKey("a")));
        Assert.Equal("push2.example.com/app2", resumed.PushDomain + "/" + resumed.AppName);
    }

    [Theory]
    [InlineData(10, null)]
    [InlineData(12, "and 2 more.")]
    public async Task At_most_ten_candidates_are_listed(int count, string? rest)
    {
        var domains = Enumerable.Range(10, count).Select(i => $"push{i}.example.com").ToArray();
        await using var service = new Service3().Online().PushDomains(domains);
        using var client = new Api3Client(service.Uri);
        var error = Sentences.Check(await Fails(client, Backend(client).GetChannelStatus(new StreamKey("a"))));
        Assert.Contains("'a'", error.Message, StringComparison.Ordinal);
        Assert.Contains($" {count} push domains: push10.example.com, ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(rest ?? "push19.example.com.", error.Message, StringComparison.Ordinal);

        service.Online([.. domains.Select(d => d + "/live/a")]);
        using var other = new Api3Client(service.Uri);
        error = Sentences.Check(await Fails(other, Backend(other).GetChannelStatus(new StreamKey("a"))));
        Assert.Contains($"'a' is live in {count} places: push10.example.com/live, ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_of_the_keys_has_the_same_advice_as_in_any_call()
    {
        await using var service = new Service3();
        service["DescribeLiveStreamOnlineList"] = service["DescribeLiveStreamState"] =
            _ => Service3.Error("AuthFailure.SignatureFailure");
        using var client = new Api3Client(service.Uri);
        var direct = await Fails(client, Backend(client).GetChannelStatus(new StreamKey("a", "push1.example.com", "live")));
        var lookup = await Fails(client, Backend(client).GetChannelStatus(new StreamKey("a")));
        Assert.Equal(direct.RecommendedAction, lookup.RecommendedAction);
    }

    private static Api3Backend Backend(Api3Client client) => new(client.Account);

    private static Task<LvbException> Fails<T>(Api3Client client, LvbOperation<T> operation) =>
        Assert.ThrowsAsync<LvbException>(() => client.Run(operation));
}

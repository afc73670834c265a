using System.Text;
using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Backends.Api3;

/// <summary>Actions by their own name: what is refused, how they are sent, and what shows their effect.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class Api3RawTests : IAsyncDisposable
{
    private readonly Service3 _service = new();
    private readonly Api3Client _client;
    private readonly Api3Backend _backend;

    public Api3RawTests()
    {
        _client = new Api3Client(_service.Uri);
        _backend = new Api3Backend(_client.Account);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    [Theory]
    [InlineData("Describe_It", null, null, "'Describe_It' is not ", "DescribeLiveStreamState")]
    [InlineData("1Describe", null, null, "'1Describe' is not ", "API 3.0")]
    [InlineData("DescribeIt", "Live", null, "-Service 'Live'", "for example live or vod")]
    [InlineData("DescribeIt", "a.b", null, "-Service 'a.b'", "live or vod")]
    [InlineData("DescribeIt", "cvm", null, "'cvm' is not known", "-Version 2017-03-12")]
    [InlineData("DescribeIt", "cvm", "latest", "-Version 'latest'", "2018-08-01")]
    public void A_name_service_or_version_that_cannot_be_one_is_refused(string name, string? service, string? version, string what,
        string advice)
    {
        var error = Assert.Throws<LvbException>(() => _backend.Invoke(new RawCall(name) { Service = service, Version = version }));
        Sentences.Check(error.Message);
        Assert.Equal("LvbInvalidArgument", error.ErrorId);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_are_one_object_and_there_is_no_statistics_host()
    {
        var statistics = Sentences.Check(Assert.Throws<LvbException>(
            () => _backend.Invoke(new RawCall("DescribeIt") { Statistics = true })));
        Assert.Equal("LvbNotSupported", statistics.ErrorId);
        Assert.Equal("Omit -Statistics.", statistics.RecommendedAction);
        Assert.Contains("-Statistics does not apply", statistics.Message, StringComparison.Ordinal);
        var table = new System.Collections.Hashtable { ["a"] = 1 };
        var both = Sentences.Check(Assert.Throws<LvbException>(
            () => _backend.Invoke(new RawCall("DescribeIt") { Body = Bytes("{}"), Parameters = table })));
        Assert.Contains("-Parameter and -Body", both.Message, StringComparison.Ordinal);
        Assert.Contains("either -Parameter or -Body", both.RecommendedAction, StringComparison.Ordinal);
        var list = Sentences.Check(Assert.Throws<LvbException>(() => _backend.Invoke(new RawCall("DescribeIt") { Body = Bytes("[1]") })));
        Assert.Contains("JSON object", list.Message, StringComparison.Ordinal);
        Assert.Contains("{", list.RecommendedAction, StringComparison.Ordinal);
        _backend.Invoke(new RawCall("DescribeIt") { Body = Bytes("{}"), Parameters = new System.Collections.Hashtable() });
    }

    [Theory]
    [InlineData("describeIt", null, null, "DescribeIt", "live", "2018-08-01")]
    [InlineData("DescribeIt", "vod", null, "DescribeIt", "vod", "2018-07-17")]
    [InlineData("GetCallerIdentity", "sts", null, "GetCallerIdentity", "sts", "2018-08-13")]
    [InlineData("DescribeIt", "vod", "2024-07-18", "DescribeIt", "vod", "2024-07-18")]
    [InlineData("DescribeIt", "cvm", "2017-03-12", "DescribeIt", "cvm", "2017-03-12")]
    public async Task An_action_goes_to_its_product_and_version(string name, string? service, string? version, string action,
        string product, string sent)
    {
        _service[action] = _ => new JsonObject { ["Value"] = 5 };
        var result = await _client.Run(_backend.Invoke(new RawCall(name)
        {
            Service = service,
            Version = version,
            ParametersAsJson = () => Bytes("""{"A":1}"""),
        }));
        Assert.Equal("""{"Value":5}""", Assert.Single(result).GetRawText());
        var request = Assert.Single(_service.Requests);
        Assert.Equal((action, sent, """{"A":1}"""), (request.Header("X-TC-Action"), request.Header("X-TC-Version"), request.Body));
        Assert.Contains($"/{product}/tc3_request", request.Header("Authorization"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_goes_before_a_table_and_none_is_an_empty_object()
    {
        _service.Done("DescribeIt");
        await _client.Run(_backend.Invoke(new RawCall("DescribeIt")
        {
            Body = Bytes("""{"B":2}"""),
            ParametersAsJson = () => Bytes("""{"A":1}"""),
        }));
        await _client.Run(_backend.Invoke(new RawCall("DescribeIt")));
        Assert.Equal(["""{"B":2}""", "{}"], _service.Requests.Select(r => r.Body));
    }

    [Theory]
    [InlineData("MissingParameter", "The parameter `Region` is missing.", 2)]
    [InlineData("MissingParameter", "Region is missing.", 2)]
    [InlineData("MissingParameter", "The parameter `Domain` is missing.", 1)]
    [InlineData("InvalidParameter", "The parameter `Region` is wrong.", 1)]
    public async Task A_region_is_sent_when_the_action_asks_for_it(string code, string message, int requests)
    {
        _service["ModifyIt"] = _ => _service.Requests.Count == 1
            ? new JsonObject { ["Error"] = new JsonObject { ["Code"] = code, ["Message"] = message } } : [];
        var operation = _backend.Invoke(new RawCall("ModifyIt") { Body = Bytes("""{"StreamName":"s1"}""") });
        Assert.Equal(("ModifyIt for s1", RetryClass.AtMostOnce), (operation.DisplayName, operation.Retry));
        if (requests == 2)
        {
            await _client.Run(operation);
            Assert.Equal([null, "ap-guangzhou"], _service.Requests.Select(r => r.Header("X-TC-Region")));
        }
        else
        {
            await Assert.ThrowsAsync<LvbException>(() => _client.Run(operation));
        }

        Assert.Equal(requests, _service.Requests.Count);
    }

    [Theory]
    [InlineData("CreateRecordTask", "DescribeRecordTask")]
    [InlineData("ModifyIt", "Check whether the call took effect")]
    public async Task An_unclear_call_says_where_to_look(string action, string where)
    {
        _service[action] = _ => Service3.Error("InternalError");
        var error = await Assert.ThrowsAsync<LvbException>(() => _client.Run(_backend.Invoke(new RawCall(action))));
        Assert.Equal("LvbAmbiguousOutcome", error.ErrorId);
        Assert.Contains(where, error.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(_service.Requests);
    }

    [Theory]
    [InlineData("DropLiveStream", "Invoke-LvbApi DescribeLiveStreamState @{ DomainName = 'd'; AppName = ...; StreamName = 'it''s' }")]
    [InlineData("ForbidLiveStream", "Invoke-LvbApi DescribeLiveStreamState @{ DomainName = 'd'; AppName = ...; StreamName = 'it''s' }")]
    [InlineData("ResumeLiveStream", "Check the current state of the stream: Invoke-LvbApi DescribeLiveStreamState")]
    [InlineData("CreateRecordTask", "List the tasks: Invoke-LvbApi DescribeRecordTask, with a time range (StartTime and EndTime) that "
        + "includes the recording.")]
    [InlineData("CreateScreenshotTask", "List the tasks: Invoke-LvbApi DescribeScreenshotTask, with a time range (StartTime and EndTime)")]
    [InlineData("ModifyIt", null)]
    public void The_command_that_shows_an_effect_names_the_stream(string action, string? hint)
    {
        var body = new JsonObject { ["DomainName"] = "d", ["AppName"] = 5, ["StreamName"] = "it's" };
        var actual = RawHints.HowToLook(action, body);
        Assert.Equal(hint is null, actual is null);
        Assert.Contains(hint ?? "", actual ?? "", StringComparison.Ordinal);
    }
}

using System.Text;
using TencentLvb.Emulator;

namespace TencentLvb.Unit.Backends.Api3;

/// <summary>The client and the emulator read the same contract but share no code, so a misreading of either fails here.</summary>
public sealed class Api3OnEmulatorTests : IDisposable
{
    private const string News = "8888_news";
    private readonly EmulatorEngine _engine = Start(LvbSite.China, sampleData: true);
    private readonly Api3Client _client;
    private readonly Api3Backend _backend;

    public Api3OnEmulatorTests()
    {
        _client = Client(_engine);
        _backend = new Api3Backend(_client.Account);
    }

    public void Dispose()
    {
        _client.Dispose();
        _engine.Dispose();
    }

    [Fact]
    public async Task A_stream_is_found_banned_read_through_the_other_service_and_enabled()
    {
        var status = await _client.Run(_backend.GetChannelStatus(new StreamKey(News)));
        Assert.Equal(LvbChannelState.Live, status.Status);
        Assert.Equal("push.example.com live", status.PushDomain + " " + status.AppName);

        var until = DateTimeOffset.UtcNow.AddHours(1);
        await _client.Run(_backend.SuspendChannel(new StreamKey(News), until));
        Assert.Equal(LvbChannelState.Disabled, (await _client.Run(_backend.GetChannelStatus(new StreamKey(News)))).Status);
        Assert.Equal(LvbChannelState.Disabled, await OldStatus());

        await _client.Run(_backend.ResumeChannel(new StreamKey(News)));
        Assert.NotEqual(LvbChannelState.Disabled, await OldStatus());

        await _client.Run(_backend.SetChannelStatus(new StreamKey(News), LvbChannelCommand.Disabled, "test"));
        Assert.Equal(LvbChannelState.Disabled, await OldStatus());
        await _client.Run(_backend.SetChannelStatus(new StreamKey(News), LvbChannelCommand.Enabled, null));
        Assert.NotEqual(LvbChannelState.Disabled, await OldStatus());
    }

    [Fact]
    public async Task The_online_list_and_the_statistics_name_the_same_streams()
    {
        var online = await _client.Run(_backend.GetLiveChannels(new LiveChannelQuery(), new PageRequest(1, 100)));
        var stat = await _client.Run(_backend.GetLiveStat(new LiveStatQuery(), new PageRequest(1, 300)));
        var push = await _client.Run(_backend.GetLivePushStat(new LiveStatQuery(), new PageRequest(1, 300)));
        var play = await _client.Run(_backend.GetLivePlayStat(new LiveStatQuery(), new PageRequest(1, 300)));

        Assert.True(online.Rows.Count >= 3);
        Assert.Contains(News, online.Rows.Select(r => r.StreamId));
        Assert.Equal(online.Rows.Select(r => r.StreamId).Order(), stat.Rows.Select(r => r.StreamId).Order());
        Assert.Equal(online.Rows.Select(r => r.StreamId).Order(), push.Rows.Select(r => r.StreamId).Order());
        Assert.All(stat.Rows, r => Assert.True(r.BitrateBps > 0 && r.Fps > 0));
        Assert.Contains(stat.Rows, r => r.Online > 0 && r.BandwidthMbps > 0);
        Assert.Equal(play.Rows.Sum(r => (long)r.Online!), stat.TotalOnline);
        Assert.All(online.Rows, r => Assert.NotNull(r.StartTime));
    }

    [Fact]
    public async Task The_account_responds_and_describes_itself()
    {
        var probe = await _client.Run(_backend.ProbeAccount());
        Assert.Null(probe.Error);
        Assert.True(probe.SignatureTaken);
        Assert.Contains("2 domains", probe.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AKIDnobody", Api3Client.SecretKey)]
    [InlineData(Api3Client.SecretId, "wrong")]
    public async Task Wrong_keys_are_refused_and_the_probe_reports_it(string id, string key)
    {
        using var client = new Api3Client(_engine.Uri, source: Keys(id, key), isRealTime: true);
        var backend = new Api3Backend(client.Account);
        Assert.Equal("LvbSignatureInvalid",
            (await Assert.ThrowsAsync<LvbException>(() => client.Run(backend.GetChannelStatus(new StreamKey(News))))).ErrorId);
        var probe = await client.Run(backend.ProbeAccount());
        Assert.False(probe.SignatureTaken);
        Assert.Equal("LvbSignatureInvalid", probe.Error?.ErrorId);
    }

    [Fact]
    public async Task Actions_are_called_by_name()
    {
        var call = new RawCall("describeLiveStreamState")
        {
            Body = Encoding.UTF8.GetBytes($$"""{"AppName":"live","DomainName":"push.example.com","StreamName":"{{News}}"}"""),
        };
        var answer = Assert.Single(await _client.Run(_backend.Invoke(call)));
        Assert.Equal("""{"StreamState":"active"}""", answer.GetRawText());
    }

    [Fact]
    public async Task An_international_account_is_read_in_its_own_page_sizes()
    {
        using var engine = Start(LvbSite.International, sampleData: false);
        for (var i = 0; i < 230; i++)
        {
            engine.SetStream(new EmulatorStreamChange("s" + i) { State = LvbEmulatorStreamState.Live });
        }

        using var client = Client(engine);
        var backend = new Api3Backend(client.Account with { Site = LvbSite.International });
        Assert.Equal("live", (await client.Run(backend.GetChannelStatus(new StreamKey("s229")))).AppName);
        var stat = await client.Run(backend.GetLiveStat(new LiveStatQuery(), new PageRequest(1, 300)));
        Assert.Equal(230, stat.Total);
    }

    private async Task<LvbChannelState> OldStatus()
    {
        var account = Make.Account(_engine.Uri) with { AppId = 4321 };
        using var old = new Lvb2Client(account, new HttpTransport(Make.Settings));
        return (await old.Send(ChannelGetStatus.Request(News))).Status;
    }

    private static EmulatorEngine Start(LvbSite site, bool sampleData) => new(
        new EmulatorSettings
        {
            AppId = 4321,
            Key = Make.Key(),
            SecretId = Api3Client.SecretId,
            SecretKey = Make.Key(Api3Client.SecretKey),
            Site = site,
            SampleData = sampleData,
        },
        EmulatorClock.Real);

    private static Api3Client Client(EmulatorEngine engine) => new(
        engine.Uri, source: Keys(Api3Client.SecretId, Api3Client.SecretKey), isRealTime: true);

    private static HeldCredentials Keys(string id, string key) => new() { Held = CredentialText.Make(id, key, null, "test") };
}

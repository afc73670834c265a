using System.Globalization;
using System.Net;
using System.Text.Json;

namespace TencentLvb.Unit.Emulator;

[Collection(nameof(ClocksAndSockets))]
public sealed class FrontTests : IDisposable
{
    private const string Status = "Live_Channel_GetStatus";
    private readonly TestEmulator emulator = new();

    public void Dispose() => emulator.Dispose();

    [Theory]
    [InlineData("5d41402abc4b2a76b9719d911017c592", "1471850187", "b17971b51ba0fe5916ddcd96692e9fb3")]
    [InlineData("5d41402abc4b2a76b9719d911017c592", "1626839220", "5ee8ca6c28cbe415b40352969cdf8249")]
    public void Signs_as_documented(string key, string t, string sign)
    {
        using var secure = TestEmulator.Secure(key);
        using var signer = new TencentLvb.Emulator.Signer(secure);
        Assert.Equal(sign, signer.Sign(t));
    }

    [Fact]
    public void A_wrong_sign_is_refused() =>
        AssertError("sign invalid", QueryWith(TestEmulator.Sign(emulator.Unix(60), "other"), emulator.Unix(60)));

    [Fact]
    public void An_upper_case_sign_is_refused_and_by_switch_accepted()
    {
        var t = emulator.Unix(60);
        var query = QueryWith(TestEmulator.Sign(t).ToUpperInvariant(), t);
        AssertError("sign invalid", query);
        using var lenient = new TestEmulator(LvbEmulatorShape.UpperCaseSign);
        using var answer = lenient.Send(HttpMethod.Get, query);
        Assert.Equal(20601, JsonElement.Parse(TestEmulator.Text(answer)).GetProperty("ret").GetInt32());
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(-1, true)]
    public void A_request_is_valid_up_to_its_last_second(int seconds, bool expired)
    {
        var t = emulator.Unix(seconds);
        using var answer = emulator.Send(HttpMethod.Get, QueryWith(TestEmulator.Sign(t), t));
        Assert.Equal(expired, TestEmulator.Text(answer).Contains("time expired", StringComparison.Ordinal));
    }

    [Fact]
    public void Milliseconds_and_other_distant_times_are_accepted()
    {
        var t = (emulator.Clock.UtcNow.ToUnixTimeMilliseconds() + 60000).ToString(CultureInfo.InvariantCulture);
        using var answer = emulator.Send(HttpMethod.Get, QueryWith(TestEmulator.Sign(t), t));
        Assert.Contains("\"ret\":20601", TestEmulator.Text(answer), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_host_reports_an_unknown_account_in_its_own_words()
    {
        var other = emulator.Query(Status, ("Param.s.channel_id", "a")).Replace("appid=4321", "appid=1", StringComparison.Ordinal);
        AssertError("appid is invalid", other);
        AssertError("cmd is invalid", other.Replace(Status, "Get_LiveStat", StringComparison.Ordinal));
    }

    [Fact]
    public void Either_name_of_the_account_is_accepted_unless_strict()
    {
        var query = emulator.Query(Status, ("Param.s.channel_id", "a")).Replace("appid=", "cmd=", StringComparison.Ordinal);
        AssertError("no record", query);
        using var strict = new TestEmulator(LvbEmulatorShape.StrictAppIdName);
        using var answer = strict.Send(HttpMethod.Get, query);
        Assert.Contains("appid is invalid", TestEmulator.Text(answer), StringComparison.Ordinal);
    }

    [Fact]
    public void Statistics_can_be_switched_off()
    {
        using var without = new TestEmulator(LvbEmulatorShape.NoStatistics);
        Assert.Contains("cmd is invalid", without.Raw("Get_LiveStat"), StringComparison.Ordinal);
        Assert.Equal(20601, without.Ret(Status, ("Param.s.channel_id", "a")));
    }

    [Fact]
    public void An_interface_name_in_another_case_is_unknown() =>
        Assert.NotEqual(0, emulator.Ret("live_channel_getstatus", ("Param.s.channel_id", "a")));

    [Fact]
    public void Post_with_all_parameters_in_the_address_equals_get()
    {
        emulator.Push("a");
        using var answer = emulator.Send(HttpMethod.Post, emulator.Query(Status, ("Param.s.channel_id", "a")), "");
        Assert.Contains("\"status\":1", TestEmulator.Text(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cookie: skey=x; a=b\r\n", "", 403)]
    [InlineData("Cookie: a=b; skey=x\r\n", "&g_tk=1", 200)]
    [InlineData("Cookie: a=b\r\n", "", 200)]
    public void A_login_cookie_needs_its_token(string header, string more, int status) =>
        Assert.Equal(status, RawStatus("Host: h\r\n" + header, more));

    [Fact]
    public void A_request_without_a_host_is_refused() => Assert.Equal(404, RawStatus("", ""));

    [Fact]
    public void Another_path_is_not_found()
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(emulator.Engine.Uri, "/other"));
        using var answer = client.Send(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private int RawStatus(string headers, string more)
    {
        using var client = new RawClient(new IPEndPoint(IPAddress.Loopback, emulator.Engine.Uri.Port));
        client.Send($"GET /common_access?{emulator.Query(Status, ("Param.s.channel_id", "a"))}{more} HTTP/1.1\r\n{headers}\r\n");
        return int.Parse(client.Read().Head.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private static string QueryWith(string sign, string t) => $"appid=4321&interface={Status}&Param.s.channel_id=a&t={t}&sign={sign}";

    private void AssertError(string message, string query)
    {
        using var answer = emulator.Send(HttpMethod.Get, query);
        var envelope = JsonElement.Parse(TestEmulator.Text(answer));
        Assert.Contains(message, envelope.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.NotEqual(0, envelope.GetProperty("ret").GetInt32());
        Assert.Equal(envelope.GetProperty("ret").GetInt32(), envelope.GetProperty("retcode").GetInt32());
    }
}

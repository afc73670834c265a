using TencentLvb.Emulator;
using System.Globalization;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TencentLvb.Unit.Emulator;

/// <summary>An emulator with its own clock, called over plain HTTP without the client of the module.</summary>
internal sealed class TestEmulator : IDisposable
{
    public const long AppId = 4321;
    public const string KeyText = "k3y-of-the-test";
    public const string SecretId = "AKIDofTheTest0001";
    public const string SecretKeyText = "s3cret-key-of-the-test";
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(20) };

    public TestEmulator(params LvbEmulatorShape[] shapes)
        : this(settings: null, sample: false, shapes)
    {
    }

    private TestEmulator(Func<EmulatorSettings, EmulatorSettings>? settings, bool sample, LvbEmulatorShape[] shapes)
    {
        var usual = new EmulatorSettings
        {
            AppId = AppId,
            Key = Secure(KeyText),
            SecretId = SecretId,
            SecretKey = Secure(SecretKeyText),
            Shapes = shapes,
            SampleData = sample,
        };
        Engine = new EmulatorEngine(settings is null ? usual : settings(usual), Clock);
    }

    /// <summary>2026-03-01 12:00:00 in China.</summary>
    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 4, 0, 0, TimeSpan.Zero));

    public EmulatorEngine Engine { get; }

    public static TestEmulator WithSample(params LvbEmulatorShape[] shapes) => new(null, true, shapes);

    /// <summary>An account of the International site.</summary>
    public static TestEmulator International(bool sample = false, params LvbEmulatorShape[] shapes) => new(
        usual => new EmulatorSettings
        {
            AppId = usual.AppId,
            Key = usual.Key,
            SecretId = usual.SecretId,
            SecretKey = usual.SecretKey,
            Shapes = usual.Shapes,
            SampleData = usual.SampleData,
            Site = LvbSite.International,
        },
        sample,
        shapes);

    public static TestEmulator With(Func<EmulatorSettings, EmulatorSettings> settings) => new(settings, false, []);

    public static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (var c in text)
        {
            secure.AppendChar(c);
        }

        return secure;
    }

    public static string Sign(string t, string key = KeyText) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(key + t)));

    public void Push(string stream, int? online = null) =>
        Engine.SetStream(new EmulatorStreamChange(stream) { State = LvbEmulatorStreamState.Live, Online = online });

    public void Cut(string stream) => Engine.SetStream(new EmulatorStreamChange(stream) { State = LvbEmulatorStreamState.NoInput });

    public string Now(int seconds = 0) =>
        Clock.UtcNow.AddSeconds(seconds).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public string Unix(int seconds = 0) => (Clock.UtcNow.ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture);

    public string Query(string name, params (string Name, string Value)[] parameters)
    {
        var t = Unix(60);
        var all = new List<(string, string)>
        {
            ("appid", AppId.ToString(CultureInfo.InvariantCulture)), ("interface", name), ("t", t), ("sign", Sign(t)),
        };
        all.AddRange(parameters);
        return string.Join('&', all.Select(pair => pair.Item1 + "=" + Uri.EscapeDataString(pair.Item2)));
    }

    public HttpResponseMessage Send(HttpMethod method, string query, string? body = null)
    {
        using var request = new HttpRequestMessage(method, Engine.Uri + "?" + query);
        request.Content = body is null ? null : new StringContent(body);
        return http.Send(request, TestContext.Current.CancellationToken);
    }

    public string Raw(string name, params (string Name, string Value)[] parameters)
    {
        using var answer = Send(HttpMethod.Get, Query(name, parameters));
        return Text(answer);
    }

    public static string Text(HttpResponseMessage answer)
    {
        using var reader = new System.IO.StreamReader(answer.Content.ReadAsStream());
        return reader.ReadToEnd();
    }

    public JsonElement Ask(string name, params (string Name, string Value)[] parameters) => JsonElement.Parse(Raw(name, parameters));

    /// <summary>Calls, expects ret 0, and returns <c>output</c>.</summary>
    public JsonElement Output(string name, params (string Name, string Value)[] parameters)
    {
        var answer = Ask(name, parameters);
        Assert.Equal(0, answer.GetProperty("ret").GetInt32());
        return answer.GetProperty("output");
    }

    public int Ret(string name, params (string Name, string Value)[] parameters) => Ask(name, parameters).GetProperty("ret").GetInt32();

    public int Status(string stream) =>
        Output("Live_Channel_GetStatus", ("Param.s.channel_id", stream))[0].GetProperty("status").GetInt32();

    public HttpResponseMessage Send(RawApi3Request request)
    {
        using var message = request.Build(new Uri(Engine.Uri, "/"), Clock.UtcNow);
        return http.Send(message, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends, and returns <c>Response</c> with the fields or the error.</summary>
    public JsonElement Response(RawApi3Request request)
    {
        using var answer = Send(request);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return JsonElement.Parse(Text(answer)).GetProperty("Response");
    }

    public JsonElement Response(string action, string body = "{}") => Response(new RawApi3Request(action, body));

    /// <summary>Calls API 3.0 and expects no error.</summary>
    public JsonElement Do(string action, string body = "{}") => Do(new RawApi3Request(action, body));

    public JsonElement Do(RawApi3Request request)
    {
        var response = Response(request);
        Assert.False(response.TryGetProperty("Error", out var error), error.ToString());
        return response;
    }

    /// <summary>Calls API 3.0 and returns the code of the expected error.</summary>
    public string? Code(string action, string body = "{}") => Code(new RawApi3Request(action, body));

    public string? Code(RawApi3Request request)
    {
        var response = Response(request);
        return response.TryGetProperty("Error", out var error) ? error.GetProperty("Code").GetString() : null;
    }

    public string? State(string stream, string domain = "push.example.com", string app = "live") =>
        Do("DescribeLiveStreamState", Stream(stream, domain, app)).GetProperty("StreamState").GetString();

    /// <summary>Removes the line breaks of JSON that is written on several lines.</summary>
    public static string OneLine(string json) => json.ReplaceLineEndings("");

    /// <summary>The three parameters that identify a stream, and more.</summary>
    public static string Stream(string stream, string domain = "push.example.com", string app = "live", string more = "") =>
        $$"""{"AppName":"{{app}}","DomainName":"{{domain}}","StreamName":"{{stream}}"{{(more.Length > 0 ? "," : "")}}{{more}}}""";

    public JsonElement Mix(string body)
    {
        using var answer = Send(HttpMethod.Post, Query("Mix_StreamV2"), body);
        return JsonElement.Parse(Text(answer));
    }

    public void Dispose()
    {
        http.Dispose();
        Engine.Dispose();
    }
}

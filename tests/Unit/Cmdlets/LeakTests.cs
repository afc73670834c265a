using System.Management.Automation;
using System.Reflection;

namespace TencentLvb.Unit.Cmdlets;

/// <summary>A canary for a key goes through every cmdlet, every stream and every error, past a service that repeats all it hears.</summary>
public sealed class LeakTests : IDisposable
{
    private const string Canary = "canary-key-71c9e04b5a2f";

    /// <summary>One way at least to run each cmdlet. What exists to hand out a sign has its output dropped: there it is no leak.</summary>
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["Connect-Lvb"] = "Connect-Lvb -AppId 1250000001 -Key $k -Endpoint $u -StatEndpoint $u -PassThru || Connect-Lvb -AppId 1250000001 -Key $k -Validity -5s || Connect-Lvb -Credential ([pscredential]::new('nobody', $k))",
        ["ConvertFrom-LvbEvent"] = "$event | ConvertFrom-LvbEvent | Out-Null || 'no event' | ConvertFrom-LvbEvent",
        ["Disconnect-Lvb"] = "Connect-Lvb -AppId 1250000001 -Key $k || Disconnect-Lvb || Get-LvbLiveChannel",
        ["Get-LvbChannel"] = "Get-LvbChannel",
        ["Get-LvbChannelStatus"] = "'8888_a', '8888_b' | Get-LvbChannelStatus",
        ["Get-LvbConnection"] = "Connect-Lvb -AppId 1250000001 -Key $k || Get-LvbConnection",
        ["Get-LvbEmulatorRequest"] = "$e = Start-LvbEmulator -Key $k || $e || $e | Connect-Lvb || Get-LvbLiveChannel || $e | Get-LvbEmulatorRequest || $e | Stop-LvbEmulator || Disconnect-Lvb",
        ["Get-LvbLiveChannel"] = "Get-LvbLiveChannel",
        ["Get-LvbLivePlayStat"] = "Get-LvbLivePlayStat",
        ["Get-LvbLivePlayStatHistory"] = "Get-LvbLivePlayStatHistory",
        ["Get-LvbLivePushStat"] = "Get-LvbLivePushStat",
        ["Get-LvbLivePushStatHistory"] = "Get-LvbLivePushStatHistory 8888_a",
        ["Get-LvbLiveStat"] = "Get-LvbLiveStat || Get-LvbLiveStat 8888_a || Get-LvbLiveStat -Summary",
        ["Get-LvbProfile"] = "Get-LvbProfile",
        ["Get-LvbScreenshot"] = "Get-LvbScreenshot || Get-LvbScreenshot -WhatIf",
        ["Get-LvbTapeFile"] = "Get-LvbTapeFile 8888_a",
        ["Invoke-LvbApi"] = "Invoke-LvbApi -Interface Live_New -Parameter @{ 'Param.s.secret' = 'x' } || Invoke-LvbApi -Interface Live_New -Body @{ a = 1 } || Invoke-LvbApi -Interface Live_New -WhatIf",
        ["New-LvbMixInput"] = "New-LvbMixInput 8888_a -Layer 1",
        ["New-LvbPlayUrl"] = "New-LvbPlayUrl 8888_a -Domain play.example.com -PlayKey $k | Out-Null || New-LvbPlayUrl '' -Domain play.example.com -PlayKey $k",
        ["New-LvbPushUrl"] = "New-LvbPushUrl 8888_a -Domain push.example.com -PushKey $k | Out-Null || New-LvbPushUrl '' -Domain push.example.com -PushKey $k",
        ["New-LvbSignature"] = "New-LvbSignature -Key $k | Out-Null || New-LvbSignature -Key $k -Validity -1s",
        ["Receive-LvbEvent"] = "Receive-LvbEvent -Prefix http://127.0.0.1:0/ -Timeout 200ms",
        ["Remove-LvbProfile"] = "Set-LvbProfile -Name gone -AppId 1250000001 || Remove-LvbProfile -Name gone || Remove-LvbProfile -Name gone",
        ["Resume-LvbChannel"] = "Resume-LvbChannel 8888_a || Resume-LvbChannel 8888_a -WhatIf",
        ["Save-LvbScreenshot"] = "[pscustomobject]@{ Url = \"$u/a.jpg\"; StreamId = '8888_a' } | Save-LvbScreenshot -Path $folder -PassThru",
        ["Save-LvbTapeFile"] = "[pscustomobject]@{ Url = \"$u/a.flv\"; StreamId = '8888_a'; FileId = '1' } | Save-LvbTapeFile -Path $folder -PassThru",
        ["Send-LvbEvent"] = "Send-LvbEvent -Uri $u -EventType StreamStarted -StreamId 8888_a || Send-LvbEvent -Uri $u -EventType StreamStarted -StreamId 8888_a -WhatIf",
        ["Set-LvbChannelDelay"] = "Set-LvbChannelDelay 8888_a -Delay 30s || Set-LvbChannelDelay 8888_a -Delay 30s -WhatIf",
        ["Set-LvbChannelStatus"] = "Set-LvbChannelStatus 8888_a -Status Disconnected || Set-LvbChannelStatus 8888_a -Status Enabled -PassThru || Set-LvbChannelStatus 8888_a -Status Disabled -WhatIf",
        ["Set-LvbEmulatorFault"] = "$e = Start-LvbEmulator -Key $k || Set-LvbEmulatorFault -Emulator $e -Interface * -Kind SignInvalid || $e | Connect-Lvb || Get-LvbLiveChannel || $e | Stop-LvbEmulator || Disconnect-Lvb",
        ["Set-LvbEmulatorStream"] = "$e = Start-LvbEmulator -Key $k || Set-LvbEmulatorStream -Emulator $e -StreamId a -State Live || $e | Stop-LvbEmulator",
        ["Set-LvbProfile"] = "Set-LvbProfile -Name leak -AppId 1250000001 -SecretName name -Endpoint $u || Get-LvbProfile || Connect-Lvb -ProfileName leak",
        ["Start-LvbEmulator"] = "$e = Start-LvbEmulator -Key $k -Fault @{ Kind = 'Nonsense' } || Start-LvbEmulator -Key $k -WhatIf",
        ["Start-LvbStreamMix"] = "New-LvbMixInput 8888_a -Layer 1 || $n = 0 || '8888_a', '8888_b' | ForEach-Object { $n++; New-LvbMixInput $_ -Layer $n } | Start-LvbStreamMix -SessionId s -OutputStreamId 8888_a",
        ["Start-LvbTape"] = "Start-LvbTape 8888_a -Duration 1h || Start-LvbTape 8888_a -Duration 1h -WhatIf",
        ["Stop-LvbEmulator"] = "Start-LvbEmulator -Key $k | Stop-LvbEmulator",
        ["Stop-LvbStreamMix"] = "Stop-LvbStreamMix -SessionId s -OutputStreamId 8888_a || Stop-LvbStreamMix -SessionId s -OutputStreamId 8888_a -WhatIf",
        ["Stop-LvbTape"] = "Stop-LvbTape 8888_a -TaskId 5 || Stop-LvbTape 8888_a -TaskId 5 -WhatIf",
        ["Suspend-LvbChannel"] = "Suspend-LvbChannel 8888_a -Duration 1h || Suspend-LvbChannel 8888_a -Duration 1h -WhatIf",
        ["Test-LvbConnection"] = "Test-LvbConnection || Test-LvbConnection -Detailed",
        ["Test-LvbSignature"] = "Test-LvbSignature -T 1700000000 -Sign abc -Key $k",
        ["Wait-LvbChannel"] = "Wait-LvbChannel 8888_a -Status Live -Timeout 1s",
        ["Wait-LvbTapeFile"] = "Wait-LvbTapeFile 8888_a -Timeout 1s",
    };

    private int _verboseLines;

    private readonly string _folder = Directory.CreateTempSubdirectory("lvb-leak-").FullName;

    public static TheoryData<string> Services => ["answers", "says all back as text", "says all back as an error", "refuses the sign", "fails", "closes"];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_cmdlet_is_among_them() => Assert.Equal(
        typeof(LvbCmdlet).Assembly.GetExportedTypes()
            .Select(t => t.GetCustomAttribute<CmdletAttribute>())
            .Where(c => c is not null)
            .Select(c => $"{c!.VerbName}-{c.NounName}")
            .Order(StringComparer.Ordinal),
        Scripts.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Neither_key_nor_sign_is_to_be_seen(string service)
    {
        await using var server = new WireServer(e => Answer(e, service));
        using var shell = new TestShell();
        using var key = Make.Key(Canary);
        var t = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds();
        var signed = LvbSigner.Sign(key, t);
        var before = Environment.GetEnvironmentVariable("LVB_PROFILE_PATH");
        Environment.SetEnvironmentVariable("LVB_PROFILE_PATH", Path.Combine(_folder, "profiles.json"));
        try
        {
            foreach (var (cmdlet, script) in Scripts)
            {
                await Run(shell, server, key, cmdlet, script, $$"""{"event_type":1,"stream_id":"8888_a","channel_id":"8888_a","t":{{t}},"sign":"{{signed}}"}""");
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable("LVB_PROFILE_PATH", before);
        }

        // Every interface was called, and told of in verbose lines: or else nothing could have leaked.
        Assert.Empty(Lvb2Interface.Known.Keys.Except(["Get_BillingBandwidth"]).Except(server.Requests.Select(r => r["interface"] ?? "")));
        Assert.True(_verboseLines > 20, $"{_verboseLines} verbose lines");

        // What was downloaded is not ours.
        var profiles = Assert.Single(Directory.GetFiles(_folder), f => f.EndsWith(".json", StringComparison.Ordinal));
        Check(server, "the profiles", [File.ReadAllText(profiles)]);
    }

    private async Task Run(TestShell shell, WireServer server, System.Security.SecureString key, string cmdlet, string script, string body)
    {
        var settings = new LvbConnectionSettings
        {
            AppId = 1250000001, Endpoint = server.Uri, StatEndpoint = server.Uri, MaximumRetryCount = 1, TimeoutSec = 5, CallbackSecretName = null,
        };
        var connection = new LvbConnection(settings, key);
        const string prologue = """
            $Error.Clear(); $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
            $PSDefaultParameterValues = @{ '*-Lvb*:Connection' = $c }

            """;
        var statements = script.Split(" || ").Select(s => $"try {{ {s} }} catch {{ $_ }}");
        using var pipeline = shell.Script(
            prologue + "& { " + string.Join("\n", statements) + " } *>&1; $Error",
            ("c", connection), ("k", key), ("u", server.Uri), ("folder", _folder), ("event", body));
        var output = await Task.Run(() => pipeline.Invoke());
        _verboseLines += output.Count(o => o.BaseObject is VerboseRecord { Message: var line } && line.Contains("interface=", StringComparison.Ordinal));
        Check(server, cmdlet, output.SelectMany(Texts.Of).Concat(shell.Host.Said));
        shell.Host.Said.Clear();
        connection.Close();
    }

    private static void Check(WireServer server, string where, IEnumerable<string> texts)
    {
        var all = string.Join("\n", texts);
        Assert.False(all.Contains(Canary, StringComparison.OrdinalIgnoreCase), $"{where} shows the key:\n{Around(all, Canary)}");
        foreach (var sign in server.Requests.Select(r => r["sign"]).OfType<string>().Distinct())
        {
            Assert.False(all.Contains(sign, StringComparison.OrdinalIgnoreCase), $"{where} shows a sign:\n{Around(all, sign)}");
        }

        Assert.False(all.Contains("txSecret=", StringComparison.OrdinalIgnoreCase), $"{where} shows a txSecret");
    }

    private static string Around(string all, string what)
    {
        var at = all.IndexOf(what, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? "" : all.Substring(Math.Max(0, at - 200), Math.Min(400, all.Length - Math.Max(0, at - 200)));
    }

    private static Task Answer(WireExchange e, string service)
    {
        var heard = e.Request.Target + " " + e.Request.Body + " key=" + Canary;
        return service switch
        {
            "answers" => e.Answer(e.Request["interface"] switch
            {
                "Mix_StreamV2" => """{"code":0,"message":"Success!"}""",
                "Live_Tape_Start" => WireServer.TaskStarted,
                "Live_Channel_GetStatus" => WireServer.Live,
                _ => """{"message":"","output":{"all_count":0,"stream_count":0},"ret":0}""",
            }),
            "says all back as text" => e.Answer("You said " + heard),
            "says all back as an error" => e.Answer(System.Text.Json.JsonSerializer.Serialize(new { message = "bad: " + heard, ret = 77, code = 77 })),
            "refuses the sign" => e.Answer(System.Text.Json.JsonSerializer.Serialize(new { message = "sign invalid: " + heard, ret = 5, code = 5 })),
            "fails" => e.Answer("failed: " + heard, 500),
            _ => e.Close(),
        };
    }
}

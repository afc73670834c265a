using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Tests whether an account can be used and, if not, which step fails: the keys, the host names, the connection, the clock, the
/// signature, or the account. With -Detailed it also shows which of the two services the account requires, and how to connect to it.
/// Sends only queries, with at most one retry (API 2.0: Live_Channel_GetLiveChannelList, Get_LiveStat; API 3.0: DescribeLiveDomains).
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "LvbConnection")]
[OutputType(typeof(bool), typeof(LvbConnectionTest))]
public sealed class TestLvbConnectionCommand : LvbAccountCmdlet
{
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(5);

    private const string DnsAdvice = "Check this machine's name resolution (Resolve-DnsName, nslookup) and the endpoints "
        + "(Get-LvbConnection).";
    private const string ClockAdvice = "Set this machine's clock: w32tm /resync on Windows, timedatectl set-ntp true on Linux. "
        + "Until then, connections compensate for the difference that they measure.";
    private const string ConnectAdvice = "Check the firewall, the proxy and the network between this machine and the service, and the "
        + "endpoints (Get-LvbConnection).";
    private const string SignatureTaken = "The service accepts the signature.";
    private const string Foreign = " The response is not from LVB: a proxy responded instead, or the service has been retired.";

    private readonly List<string> _left = ["Secret", "Dns", "Connect", "Clock", "Signature", "Account"];
    private bool _failed;
    private string _found = "";
    private TimeSpan _took;

    /// <summary>Emits a row for each step instead of <c>$true</c> or <c>$false</c>.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (CheckSecret() && CheckHosts())
        {
            CheckService();
        }

        foreach (var step in _left.ToArray())
        {
            Row(step, null, "Not tried.");
        }

        if (!Detailed)
        {
            WriteObject(!_failed);
        }
    }

    private bool CheckSecret()
    {
        var isFound = false;
        try
        {
            // Without a connection there is nothing to test, so the command ends.
            _ = ConnectionInUse;
            isFound = true;
            var account = Account;
            Row("Secret", true, KeysOf(account) + (account.KeyNote is { } note ? " " + note : ""));
            return true;
        }
        catch (LvbException error) when (isFound
            || error.ErrorId.StartsWith("LvbKey", StringComparison.Ordinal) || error.ErrorId == SecretErrors.ModuleMissingId)
        {
            Row("Secret", false, error.Message, error.RecommendedAction);
            return false;
        }
    }

    private static string KeysOf(LvbConnection account) =>
        account.Api3Keys?.Provider.Current is { } keys ? $"The keys for {keys.SecretId} come from {keys.Origin}."
        : account.SecretName is { } secret ? $"The key was read from the secret '{secret}'."
        : "The key is available.";

    private bool CheckHosts()
    {
        var hosts = Backend.Endpoints.Select(HostProbe.For).GroupBy(h => h.Authority).Select(g => g.First()).ToArray();
        var limit = TimeSpan.FromSeconds(Math.Min(Account.TimeoutSec, LongestProbe.TotalSeconds));
        return CheckAll("Dns", hosts, h => Calls.Await((_, stop) => h.LookUpAsync(limit, stop)))
            && CheckAll("Connect", hosts, h => Calls.Await((_, stop) => h.ConnectAsync(limit, stop)));
    }

    private bool CheckAll(string step, HostProbe[] hosts, Func<HostProbe, ProbeResult> check)
    {
        var results = hosts.Select(check).ToArray();
        var message = string.Join("; ", results.Select(r => r.Message));
        _took = results.Max(r => r.Took);
        _found = char.ToUpperInvariant(message[0]) + message.Substring(1) + ".";
        if (!results.All(r => r.Succeeded))
        {
            Row(step, false, _found, (step == "Dns" ? DnsAdvice : ConnectAdvice) + ServiceAdvice.WhenUnreachable(Account), latency: _took);
            return false;
        }

        if (step == "Dns")
        {
            Row(step, true, _found, latency: _took);
        }

        // A connection that opens but does not respond is not usable. The row is written later.
        return true;
    }

    private void CheckService()
    {
        var service = ServiceProbe.Run(Calls, Account);
        if (service.IsUnreachable)
        {
            Row(
                "Connect",
                false,
                service.Account.Error!.Message,
                service.ProxyRefusal?.RecommendedAction ?? ConnectAdvice + ServiceAdvice.WhenUnreachable(Account));
            return;
        }

        Row("Connect", true, _found, latency: _took);
        CheckClock(service);
        var account = service.Account;
        if (account is { SignatureTaken: false, Error: { } refused })
        {
            var advice = refused.RecommendedAction + ServiceAdvice.WhenRefused(Account, refused);
            Row("Signature", false, refused.Message, advice, latency: service.Latency);
            return;
        }

        Row(
            "Signature",
            account.SignatureTaken,
            account.SignatureTaken is null ? "Not checked: the response was not from LVB." : SignatureTaken,
            latency: account.SignatureTaken is null ? null : service.Latency);
        if (account.Error is { } error)
        {
            Row(
                "Account",
                false,
                error.Message + (IsForeign(error) ? Foreign : ""),
                error.RecommendedAction + ServiceAdvice.WhenRefused(Account, error, IsForeign(error)),
                latency: service.Latency);
        }
        else
        {
            Row("Account", true, account.Message + ServiceAdvice.WhenWorking(Account), account.Recommendation, latency: service.Latency);
        }
    }

    private static bool IsForeign(LvbException error) =>
        error.ErrorId == LvbErrors.BadReplyId || error.StatusCode is >= 300 and < 500 and not 429;

    private void CheckClock(ServiceProbe service)
    {
        if (service.ClockSkew is not { } skew)
        {
            Row("Clock", null, "Not measured: the response had no Date header.");
            return;
        }

        var off = skew.Duration() > Backend.Limits.ClockTolerance;
        Row(
            "Clock",
            !off,
            skew.Duration() <= TimeSpan.FromSeconds(1)
                ? "This machine's clock agrees with the clock of the service."
                : $"This machine's clock is {LvbErrors.Seconds(skew.Duration())} "
                    + $"{(skew > TimeSpan.Zero ? "behind" : "ahead of")} the clock of the service. Requests are valid for "
                    + $"{LvbErrors.Seconds(Backend.Limits.ClockTolerance)}.",
            off ? ClockAdvice : null,
            skew,
            service.Latency);
    }

    private void Row(
        string step,
        bool? succeeded,
        string message,
        string? recommendation = null,
        TimeSpan? skew = null,
        TimeSpan? latency = null)
    {
        _left.Remove(step);
        _failed |= succeeded == false;
        if (Detailed)
        {
            WriteObject(new LvbConnectionTest
            {
                Step = step,
                Succeeded = succeeded,
                Message = message,
                Recommendation = recommendation,
                ClockSkew = skew,
                Latency = latency,
            });
        }
    }
}

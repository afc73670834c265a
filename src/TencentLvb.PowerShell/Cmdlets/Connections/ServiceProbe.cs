namespace TencentLvb.Cmdlets;

/// <summary>Asks the service whether the account can be used, and keeps what came of it.</summary>
internal sealed class ServiceProbe
{
    private ServiceProbe(AccountProbe account, CallLog? log)
    {
        Account = account;
        ClockSkew = log?.ClockSkew;
        Latency = log?.Latency;
    }

    public AccountProbe Account { get; }

    public TimeSpan? ClockSkew { get; }

    public TimeSpan? Latency { get; }

    /// <summary>Whether nothing came back at all.</summary>
    public bool IsUnreachable =>
        Account is { SignatureTaken: null, Error.Reason: LvbErrorReason.Network or LvbErrorReason.Timeout } || ProxyRefusal is not null;

    /// <summary>The error of a proxy that wants to know who we are; null for none.</summary>
    public LvbException? ProxyRefusal => Account.Error is { } error && ProxyErrors.IsRefusal(error) ? error : null;

    /// <summary>Asks, with at most one retry.</summary>
    /// <param name="calls">Runs the call.</param>
    /// <param name="connection">The connection that is tested.</param>
    public static ServiceProbe Run(CallRunner calls, LvbConnection connection)
    {
        var operation = connection.Backend.ProbeAccount();
        CallLog? last = null;
        AccountProbe account;
        try
        {
            account = connection.OnOwnTransport(scope => calls.Await(
                (log, cancellation) => operation.RunAsync(new OperationContext(scope, last = log), cancellation)));
        }
        catch (LvbException error)
        {
            account = new AccountProbe { Error = error, SignatureTaken = AccountProbe.Judge(error) };
        }

        return new ServiceProbe(account, last);
    }
}

namespace TencentLvb.Cmdlets;

/// <summary>Checks whether the service accepts the account, and keeps the result.</summary>
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

    /// <summary>Indicates whether there was no response at all.</summary>
    public bool IsUnreachable =>
        Account is { SignatureTaken: null, Error.Reason: LvbErrorReason.Network or LvbErrorReason.Timeout } || ProxyRefusal is not null;

    /// <summary>Gets the error of a proxy that requires authentication; null if there is none.</summary>
    public LvbException? ProxyRefusal => Account.Error is { } error && ProxyErrors.IsRefusal(error) ? error : null;

    /// <summary>Sends the request, with at most one retry.</summary>
    /// <param name="calls">The runner for the call.</param>
    /// <param name="connection">The connection to test.</param>
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

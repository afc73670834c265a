namespace TencentLvb.Backends.Lvb2;

/// <summary>Sends one query to each of the two hosts: the live streams and their number.</summary>
internal sealed class AccountProbeOperation(Lvb2Account account) : LvbOperation<AccountProbe>
{
    private readonly TransportMessage<Page<LiveChannel>> _business =
        new Lvb2Message<Page<LiveChannel>>(account, ChannelGetLiveChannelList.Request());

    private readonly TransportMessage<LiveStatPage<LiveStat>> _statistics =
        new Lvb2Message<LiveStatPage<LiveStat>>(account, GetLiveStat.Request(new LiveStatQuery(), new PageRequest(1, 1)));

    public override string Interface => _business.Interface;

    public override string DisplayName => _business.DisplayName;

    public override RetryClass Retry => RetryClass.Repeatable;

    public override async Task<AccountProbe> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var live = await context.SendAsync(_business, cancellation).ConfigureAwait(false);
        var message = $"LVB still accepts requests for account {account.AppId}: "
            + $"{live.Rows.Count} {(live.Rows.Count == 1 ? "stream is" : "streams are")} live.";
        try
        {
            await context.SendAsync(_statistics, cancellation).ConfigureAwait(false);
            return new AccountProbe { SignatureTaken = true, Message = message };
        }
        catch (LvbException error) when (error.Reason == LvbErrorReason.NotActivated)
        {
            return new AccountProbe
            {
                SignatureTaken = true,
                Message = message + " Statistics are not activated for this account.",
                Recommendation = error.RecommendedAction,
            };
        }
        catch (LvbException error) when (AccountProbe.Judge(error) is not false)
        {
            return new AccountProbe { SignatureTaken = true, Error = error };
        }
    }
}

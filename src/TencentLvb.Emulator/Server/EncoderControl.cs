namespace TencentLvb.Emulator;

/// <summary>
/// Simulates the broadcasters: starts and cuts pushes, and sets viewers. It is separate from the service's side of the account.
/// </summary>
internal static class EncoderControl
{
    /// <exception cref="ArgumentException">The change would be before the previous one.</exception>
    public static void Apply(Account account, EmulatorStreamChange change, DateTimeOffset settled)
    {
        var now = change.Since is { } since ? ChinaTime.WholeSecond(since) : settled;
        var stream = Find(account, change, now);
        if (change.Since is not null && stream.LastChange > now)
        {
            throw new ArgumentException(
                $"The state of '{stream.Id}' last changed at {Api3Time.Utc(stream.LastChange.Value)}. A change cannot precede that time.");
        }

        if (change.Online is int online)
        {
            stream.SetViewers(now, online, exact: true);
        }

        switch (change.State)
        {
            case LvbEmulatorStreamState.Live:
                if (stream.Sessions.Count == 0 && change.Online is null)
                {
                    stream.SetViewers(now, 20 + (int)(stream.Hash % 80), exact: false);
                }

                account.Push(stream, now);
                break;
            case LvbEmulatorStreamState.NoInput:
                account.Cut(stream, now, 1, "recv rtmp deleteStream");
                break;
            case LvbEmulatorStreamState.Error:
                account.Cut(stream, now, 6, "rtmp content error", LvbEmulatorStreamState.Error);
                break;
        }

        for (var i = 0; i < change.Screenshots; i++)
        {
            account.TakePicture(stream, now);
        }
    }

    private static EmulatedStream Find(Account account, EmulatorStreamChange change, DateTimeOffset now)
    {
        if (change.PushDomain is null && change.AppName is null)
        {
            return account.Streams.FindOrAdd(change.StreamId, now);
        }

        var domain = change.PushDomain ?? EmulatedDomains.Push;
        account.Domains.AddPush(domain, now);
        return account.FindOrAdd(new StreamName(domain, change.AppName ?? "live", change.StreamId), now);
    }
}

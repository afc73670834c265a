namespace TencentLvb.Emulator;

/// <summary>What the people in front of the cameras do: push, cut, draw viewers. The service's side of the account stays out of it.</summary>
internal static class EncoderControl
{
    public static void Apply(Account account, EmulatorStreamChange change, DateTimeOffset now)
    {
        var stream = account.Streams.FindOrAdd(change.StreamId, now);
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
}

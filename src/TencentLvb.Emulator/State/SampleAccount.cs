namespace TencentLvb.Emulator;

/// <summary>Creates a sample account: live streams, offline and banned ones, recordings, history, screenshots.</summary>
internal static class SampleAccount
{
    public static void Fill(Account account, DateTimeOffset now)
    {
        now = ChinaTime.WholeSecond(now);
        var news = Add(
            account, now, 41, "8888_news", 1200, 2_500_000, 1920, 1080, live: TimeSpan.FromHours(26), before: TimeSpan.FromHours(30));
        var sports = Add(
            account, now, 38, "8888_sports", 3400, 4_000_000, 1920, 1080, live: TimeSpan.FromHours(5), before: TimeSpan.FromHours(3));
        var concert = Add(account, now, 22, "8888_concert", 640, 1_800_000, 1280, 720, live: TimeSpan.FromMinutes(95), before: null);
        Add(account, now, 9, "8888_studio", 12, 1_200_000, 1280, 720, live: TimeSpan.FromMinutes(20), before: TimeSpan.FromHours(2));
        (int Age, string Id)[] resting =
        [
            (36, "8888_weather"), (33, "8888_lecture"), (30, "8888_chess"), (27, "8888_lobby"), (19, "8888_garden"), (15, "8888_rehearsal"),
        ];
        foreach (var (age, id) in resting)
        {
            Add(account, now, age, id, 80, 1_000_000, 1280, 720, live: null, before: TimeSpan.FromHours(4));
        }

        var relay = Add(account, now, 12, "8888_relay", 0, 1_000_000, 1280, 720, live: null, before: TimeSpan.FromHours(1));
        relay.Encoder = LvbEmulatorStreamState.Error;
        var banned = Add(account, now, 11, "8888_banned", 0, 1_000_000, 1280, 720, live: null, before: TimeSpan.FromHours(1));
        banned.BannedUntil = now.AddDays(5);
        banned.RestrictedAt = now.AddDays(-2);
        account.Streams.Restrict(banned);
        var suspended = Add(account, now, 6, "8888_suspended", 0, 1_000_000, 1280, 720, live: null, before: TimeSpan.FromHours(1));
        suspended.ForbiddenUntil = now.AddDays(1);
        suspended.RestrictedAt = now.AddDays(-1);
        account.Streams.Restrict(suspended);

        account.RecordTemplates = RecordTemplate.Sample;
        Record(account, news, now, "mp4", 10, 14, 18, 20);
        Record(account, sports, now, "flv", 19);
        RecordToday(account, news, now, "mp4");
        RecordToday(account, sports, now, "flv");
        Screenshots(account, now, news, sports, concert, news);
    }

    private static EmulatedStream Add(
        Account account,
        DateTimeOffset now,
        int ageDays,
        string id,
        int viewers,
        long bitrate,
        int width,
        int height,
        TimeSpan? live,
        TimeSpan? before)
    {
        var number = account.Streams.All.Count + 1;
        var stream = new EmulatedStream(id, now.AddDays(-ageDays))
        {
            Name = id.Substring(id.IndexOf('_') + 1),
            BitrateBps = bitrate,
            Width = width,
            Height = height,
            ClientIP = "192.0.2." + Wire.Text(10 + number),
            ServerIP = "198.51.100." + Wire.Text(20 + (number % 4)),
            Encoder = live is null ? LvbEmulatorStreamState.NoInput : LvbEmulatorStreamState.Live,
        };
        stream.SetViewers(stream.CreatedAt, viewers, exact: false);
        var end = now - (live ?? TimeSpan.Zero) - TimeSpan.FromHours(4);
        if (before is TimeSpan length)
        {
            stream.Sessions.Add(new PushSession(end - length, "66744681188060" + Wire.Text(10_000 + number))
            {
                End = end,
                EndText = "recv rtmp deleteStream",
            });
        }

        if (live is TimeSpan since)
        {
            stream.Sessions.Add(new PushSession(now - since, "66744681188060" + Wire.Text(20_000 + number)));
        }

        return account.Streams.Add(stream);
    }

    /// <summary>Adds recordings of half an hour at these hours of the last three days in China.</summary>
    private static void Record(Account account, EmulatedStream stream, DateTimeOffset now, string format, params int[] hours)
    {
        for (var day = -3; day < 0; day++)
        {
            foreach (var hour in hours)
            {
                var start = ChinaTime.StartOfDay(now).AddDays(day).AddHours(hour);
                account.Recordings.Add(stream, start, start.AddMinutes(30), format);
            }
        }
    }

    /// <summary>Adds a recording of half an hour today, or of the part of it that has passed.</summary>
    private static void RecordToday(Account account, EmulatedStream stream, DateTimeOffset now, string format)
    {
        var midnight = ChinaTime.StartOfDay(now);
        var rest = TimeSpan.FromTicks(Math.Min(TimeSpan.FromMinutes(10).Ticks, (now - midnight).Ticks / 2));
        var end = now - rest;
        var start = end.AddMinutes(-30);
        account.Recordings.Add(stream, start < midnight ? midnight : start, end, format);
    }

    private static void Screenshots(Account account, DateTimeOffset now, params EmulatedStream[] streams)
    {
        for (var i = 0; i < streams.Length; i++)
        {
            account.Screenshots.Add(streams[i], now.AddSeconds(-10 * (streams.Length - i)));
        }
    }
}

using TencentLvb.Emulator;
using System.Net;
using System.Net.Sockets;

namespace TencentLvb.Unit.Emulator;

[Collection(nameof(ClocksAndSockets))]
public sealed class LifetimeTests
{
    [Fact]
    public void The_loader_finds_the_emulator_next_to_the_module()
    {
        using var engine = EmulatorLoader.Start(new EmulatorSettings { AppId = 1, Key = TestEmulator.Secure("k") });
        Assert.True(engine.Uri.IsLoopback);
        Assert.Equal("/common_access", engine.Uri.AbsolutePath);
    }

    [Fact]
    public void A_stop_frees_the_port_and_can_be_repeated()
    {
        var engine = EmulatorLoader.Start(new EmulatorSettings { AppId = 1, Key = TestEmulator.Secure("k") });
        using var handle = new LvbEmulator(engine, new EmulatorSettings { AppId = 1, Key = TestEmulator.Secure("k") });
        handle.Dispose();
        handle.Dispose();
        Assert.False(handle.IsRunning);
        using var listener = new TcpListener(IPAddress.Loopback, handle.Uri.Port);
        listener.Start();
    }

    [Fact]
    public void A_port_in_use_is_a_socket_error()
    {
        using var engine = EmulatorLoader.Start(new EmulatorSettings { AppId = 1, Key = TestEmulator.Secure("k") });
        Assert.Throws<SocketException>(
            () => EmulatorLoader.Start(new EmulatorSettings { AppId = 1, Key = TestEmulator.Secure("k"), Port = engine.Uri.Port }));
    }

    [Fact]
    public async Task Many_concurrent_requests_neither_corrupt_the_state_nor_lose_a_task()
    {
        using var emulator = TestEmulator.WithSample();
        var ids = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 400), new ParallelOptions { MaxDegreeOfParallelism = 16 }, (i, _) =>
        {
            var stream = "s" + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            emulator.Push(stream);
            var task = emulator.Output("Live_Tape_Start", ("Param.s.channel_id", stream), ("Param.n.task_sub_type", "1"));
            ids.Add(task.GetProperty("task_id").GetRawText());
            emulator.Output("Live_Channel_GetChannelList", ("Param.n.page_size", "100"));
            emulator.Output("Get_LiveStat");
            emulator.Cut(stream);
            return ValueTask.CompletedTask;
        });
        Assert.Equal(400, ids.Distinct().Count());
        Assert.Equal(1200, emulator.Engine.RequestCount);
    }

    [Fact]
    public void Sample_data_is_complete_at_every_hour()
    {
        for (var hour = 0; hour < 24; hour++)
        {
            var now = new DateTimeOffset(2026, 1, 1, hour, 0, 30, TimeSpan.Zero);
            var account = new Account(1, _ => { }, now);
            SampleAccount.Fill(account, now);
            Assert.True(account.Streams.Live.Count >= 3);
            Assert.True(account.Streams.All.Count > 10);
            Assert.Equal(4, account.Screenshots.Count);
            Assert.Contains(
                account.Recordings.FilesOf("8888_news"),
                file => TencentLvb.Emulator.ChinaTime.Day(file.End) == TencentLvb.Emulator.ChinaTime.Day(now));
            Assert.All(account.Recordings.FilesOf("8888_news"), file => Assert.True(file.Start < file.End && file.End <= now));
        }
    }
}

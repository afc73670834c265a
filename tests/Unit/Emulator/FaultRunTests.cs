using TencentLvb.Emulator;
using System.Collections.Concurrent;
using System.Globalization;

namespace TencentLvb.Unit.Emulator;

/// <summary>The client and the emulator over a bad network: one attempt in ten fails.</summary>
public sealed class FaultRunTests : IDisposable
{
    private const int Queries = 10_000;
    private const int Streams = 300;
    private const int Pictures = 300;

    private static readonly LvbEmulatorFaultKind[] Kinds =
    [
        LvbEmulatorFaultKind.DropBeforeReading, LvbEmulatorFaultKind.DropAfterReading, LvbEmulatorFaultKind.DropAfterProcessing,
        LvbEmulatorFaultKind.Reset, LvbEmulatorFaultKind.ResetAfterProcessing, LvbEmulatorFaultKind.HalfAnswer,
        LvbEmulatorFaultKind.Http500, LvbEmulatorFaultKind.Http503, LvbEmulatorFaultKind.SystemError,
    ];

    private readonly System.Security.SecureString key = TestEmulator.Secure(TestEmulator.KeyText);
    private readonly EmulatorEngine engine;
    private readonly Lvb2Client client;

    public FaultRunTests()
    {
        engine = new EmulatorEngine(new EmulatorSettings
        {
            AppId = TestEmulator.AppId,
            Key = key,
            Faults = [.. Kinds.Select(kind => new EmulatorFault("*", kind) { Rate = 1 - Math.Pow(0.9, 1.0 / Kinds.Length) })],
        });
        client = new Lvb2Client(
            Make.Account(engine.Uri) with { AppId = TestEmulator.AppId, Key = () => key },
            new HttpTransport(Make.Settings));
        for (var i = 0; i < Streams; i++)
        {
            engine.SetStream(new EmulatorStreamChange(Stream(i)) { State = LvbEmulatorStreamState.Live });
        }

        engine.SetStream(new EmulatorStreamChange(Stream(0)) { Screenshots = Pictures });
    }

    public void Dispose()
    {
        client.Dispose();
        engine.Dispose();
        key.Dispose();
    }

    [Fact]
    public async Task Ten_thousand_queries_succeed_and_nothing_happens_twice()
    {
        var right = 0;
        var started = new ConcurrentBag<string>();
        var taken = new ConcurrentBag<string>();
        var lostWithAWord = 0;
        await InParallel(Queries, async i =>
        {
            if (await Try(ChannelGetStatus.Request(Stream(i % Streams))) is ({ Status: LvbChannelState.Live }, null))
            {
                System.Threading.Interlocked.Increment(ref right);
            }

            if (i % (Queries / Streams) == 0 && i / (Queries / Streams) is < Streams and var number)
            {
                var now = DateTimeOffset.UtcNow;
                var (task, _) = await Try(
                    TapeStart.Request(new StreamKey(Stream(number)), new TapeOptions(now, now.AddHours(1)) { RealTime = true }));
                if (task is not null)
                {
                    started.Add(Stream(number));
                }

                var (pictures, error) = await Try(QueueGet.Request(1));
                foreach (var picture in pictures ?? Enumerable.Empty<Screenshot>())
                {
                    taken.Add(picture.Url!);
                }

                if (error is not null && (error.ErrorId is LvbErrors.AmbiguousId || error.StatusCode >= 500))
                {
                    System.Threading.Interlocked.Increment(ref lostWithAWord);
                }
            }
        });

        Assert.InRange(right, Queries * 0.9995, Queries);
        AssertNoTaskTwice(started);
        var left = engine.Account.Screenshots.Count;
        Assert.Equal(taken.Count, taken.Distinct().Count());
        Assert.InRange(Pictures - left - taken.Count, 0, lostWithAWord);
        AssertTenthWasFaulty();
    }

    private void AssertNoTaskTwice(ConcurrentBag<string> started)
    {
        var tasks = Enumerable.Range(0, Streams).ToDictionary(Stream, i => engine.Account.Recordings.TasksOf(Stream(i)));
        Assert.All(tasks, pair => Assert.InRange(pair.Value, 0, 1));
        Assert.All(started, stream => Assert.Equal(1, tasks[stream]));
        Assert.InRange(started.Count, Streams / 2, Streams);
    }

    private void AssertTenthWasFaulty()
    {
        var requests = engine.GetRequests();
        Assert.InRange(requests.Count(request => request.Fault is not null) / (double)requests.Count, 0.08, 0.12);
    }

    private async Task<(T? Value, LvbException? Error)> Try<T>(Lvb2Request<T> request)
        where T : class
    {
        try
        {
            return (await client.SendAsync(request, new CallLog(false), TestContext.Current.CancellationToken), null);
        }
        catch (LvbException error)
        {
            return (null, error);
        }
    }

    private static Task InParallel(int count, Func<int, Task> work) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, _) => await work(i));

    private static string Stream(int number) => "s" + number.ToString(CultureInfo.InvariantCulture);
}

namespace TencentLvb.Bench;

/// <summary>One round: a separate account, sessions that call it, disturbances, and the check of its journal.</summary>
internal sealed class ChaosRound(ChaosVault vault, ChaosRunspace[] shells, ChaosDisk disk, int seed, double faults)
{
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);

    public async Task RunAsync(TimeSpan time, int mostCalls, ChaosTotals totals)
    {
        using var world = new ChaosWorld(vault, shells[^1], seed, faults);
        var pictures = new ChaosPictures(world);
        using var failed = new CancellationTokenSource();
        var until = DateTime.UtcNow + time;
        var sessions = shells[..^1].Select((shell, i) => new ChaosSession(world, shell, pictures, i, unchecked((seed * 31) + i))).ToArray();
        var receiver = new ChaosReceiver(disk, seed & 0xffff);
        Task[] work =
        [
            .. sessions.Select(session => Guard(() => session.Run(until, mostCalls, failed.Token), failed)),
            Guard(() => receiver.RunAsync(time, failed.Token).GetAwaiter().GetResult(), failed),
            Guard(() => Upheave(world, until, failed.Token), failed),
        ];
        await Task.WhenAll(work);

        // A request of a stopped call may still arrive.
        await Task.Delay(Settling);
        Judge(world, sessions, pictures, totals);
        totals.Events += receiver.Acknowledged;
        totals.Refused += receiver.Refused;
    }

    private static void Judge(ChaosWorld world, ChaosSession[] sessions, ChaosPictures pictures, ChaosTotals totals)
    {
        var journal = world.Engine.GetRequests();
        ChaosFailure.Unless(journal.Count == world.Engine.RequestCount, "the journal no longer has the first requests of the round");
        var judge = new ChaosJudge(journal, world.Upheavals);
        var results = sessions.SelectMany((session, i) => session.Results.Select((result, j) => (Session: i, Number: j + 1, result)));
        var all = results.ToList();
        foreach (var (session, number, result) in all)
        {
            try
            {
                judge.Judge(result);
            }
            catch (ChaosFailure failure)
            {
                throw new ChaosFailure($"session {session}, call {number}: {result.Call}\n  {failure.Message}");
            }
        }

        pictures.CheckNoneLost(all.Count(r => r.result.Call.Interfaces.Contains("Live_Queue_Get") && !r.result.Succeeded));
        totals.Calls += all.Count;
        totals.Commands = Math.Max(totals.Commands, all.Select(r => r.result.Call.Command).Distinct().Count());
        totals.Errors += all.Sum(r => r.result.Errors.Count);
        totals.Stopped += all.Count(r => r.result.Stopped);
        totals.Named += judge.Named;
        totals.Once += all.Count(r => r.result.Call.Once is not null);
        totals.Requests += journal.Count;
        totals.Struck += journal.Count(request => request.Fault is not null);
        totals.Rotations += world.Upheavals.Count(u => u.What == ChaosUpheaval.Rotation);
        totals.Jumps += world.Upheavals.Count(u => u.What == ChaosUpheaval.Jump);
    }

    // Alternately rotates the keys and moves the clock: by more than API 3.0 tolerates, and less than the statistics cover.
    private void Upheave(ChaosWorld world, DateTime until, CancellationToken cancellation)
    {
#pragma warning disable CA5394 // Chance that can be repeated, not a secret.
        var random = new Random(seed);
        for (var turn = 0; DateTime.UtcNow < until && !cancellation.WaitHandle.WaitOne(random.Next(1000, 3500)); turn++)
        {
            if (turn % 2 == 0)
            {
                world.Rotate();
            }
            else
            {
                world.Jump(TimeSpan.FromMinutes(7 * ((turn / 2 % 3) - 1)));
            }
        }
#pragma warning restore CA5394
    }

    // One failure ends the round.
    private static Task Guard(Action work, CancellationTokenSource failed) => Task.Factory.StartNew(
        () =>
        {
            try
            {
                work();
            }
            catch
            {
                failed.Cancel();
                throw;
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);
}

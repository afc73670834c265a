namespace TencentLvb.Bench;

/// <summary>A session of a round: makes planned calls in sequence and checks each one immediately.</summary>
internal sealed class ChaosSession(ChaosWorld world, ChaosRunspace shell, ChaosPictures pictures, int worker, int seed)
{
#pragma warning disable CA5394 // Chance that can be repeated, not a secret.
    private readonly Random _random = new(seed);
    private readonly List<ChaosResult> _results = [];

    public IReadOnlyList<ChaosResult> Results => _results;

    public void Run(DateTime until, int most, CancellationToken cancellation)
    {
        var streams = new ChaosStreams(world, worker);
        var plan = new ChaosPlan(world, streams, _random, new ChaosRecordings(world, streams, _random, pictures));
        while (DateTime.UtcNow < until && _results.Count < most && !cancellation.IsCancellationRequested)
        {
            var call = plan.Next();
            try
            {
                Make(call);
            }
            catch (ChaosFailure failure)
            {
                throw new ChaosFailure($"session {worker}, call {_results.Count + 1}: {call}\n  {failure.Message}");
            }
        }

        streams.CheckUnchanged();
    }

    private void Make(ChaosCall call)
    {
        var alone = call.Interfaces.Contains("Live_Queue_Get");
        if (!alone)
        {
            MakeNow(call);
            return;
        }

        lock (pictures.Gate)
        {
            MakeNow(call);
        }
    }

    private void MakeNow(ChaosCall call)
    {
        var stopAfter = StopAfter(call);
        var first = world.Engine.RequestCount;
        var outcome = shell.Run(call, world.Connection(call.Api), stopAfter);
        var result = new ChaosResult(call, first, world.Engine.RequestCount, outcome);
        _results.Add(result);
        var (output, errors) = (outcome.Output, outcome.Errors);
        if (call.Each is { } each && !outcome.Stopped)
        {
            // None is lost, none is emitted twice, and each failed stream is named.
            var seen = output.Cast<ChannelStatus>().Select(row => row.StreamId)
                .Concat(errors.Select(error => $"{error.TargetObject}")).Order(StringComparer.Ordinal);
            ChaosFailure.Unless(
                seen.SequenceEqual(each.Order(StringComparer.Ordinal)), $"{output.Count} outputs and {errors.Count} errors do not "
                    + $"make up the {each.Length} specified streams: {string.Join(" ", errors)}");
            call.Check(output);
        }
        else if (result.Succeeded)
        {
            call.Check(output);
        }
        else
        {
            call.CheckUnknown();
        }
    }

    // At-most-once calls are stopped more often, and soon enough to find many of them between the request and the response.
    private TimeSpan? StopAfter(ChaosCall call) => !call.MayStop || _random.Next(call.Once is null ? 12 : 4) != 0
        ? null
        : TimeSpan.FromMilliseconds(_random.Next(call.Once is null ? 60 : 15));
#pragma warning restore CA5394
}

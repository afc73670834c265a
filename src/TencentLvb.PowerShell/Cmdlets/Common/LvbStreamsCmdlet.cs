using System.Management.Automation;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>What every cmdlet over streams has: one bad stream gives one error, and the others go on.</summary>
public abstract class LvbStreamsCmdlet : LvbAccountCmdlet
{
    private readonly OnlyStream _only = new();

    private protected LvbStreamsCmdlet()
    {
    }

    /// <summary>
    /// How many requests may be in flight at once. With 1 each stream is finished and emitted before the next is taken. Use 1 behind a
    /// command with -PipelineVariable: otherwise that variable is ahead of what comes out.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>What the user gave as streams; null when nothing was given.</summary>
    internal abstract string[]? GivenStreams { get; }

    /// <summary>Finishes the calls of earlier streams, so that an error comes in the order of the input.</summary>
    internal Action? DrainEarlierCalls { get; set; }

    /// <summary>The streams of this input that can be asked about; for each of the others an error is written.</summary>
    internal IEnumerable<StreamKey> ValidStreams()
    {
        // One at a time is what a pipeline brings, and there may be a hundred thousand.
        if (GivenStreams is not [var only])
        {
            return EachValid();
        }

        if (!StreamInput.IsValid(this, only, DrainEarlierCalls))
        {
            return [];
        }

        return _only.With(Key(only));
    }

    private IEnumerable<StreamKey> EachValid()
    {
        foreach (var id in StreamInput.Valid(this, GivenStreams, DrainEarlierCalls))
        {
            yield return Key(id);
        }
    }

    /// <summary>The stream of that id, with what else this input says of it.</summary>
    internal virtual StreamKey Key(string id) => new(id);

    /// <summary>
    /// ShouldProcess for a change of one stream. An id that no cmdlet emitted on the connection, while one with nearly the same id was, is
    /// warned of before: the service takes any id, so that a typing error looks like a success.
    /// </summary>
    internal bool ConfirmChange(string stream, string target, string operation)
    {
        var connection = Connection ?? CurrentConnection.Value ?? CurrentConnection.FromProfile;
        var emitted = connection is null ? null : EmittedStreams.Of(connection);
        var cmdlet = MyInvocation.MyCommand.Name;
        var meant = emitted?.MeantBy(stream, cmdlet);
        if (meant is not null)
        {
            WriteWarning($"No cmdlet has shown a stream '{stream}' on this connection so far. Did you mean '{PrintableText.Of(meant)}'?");
        }

        var isConfirmed = ShouldProcess(target, operation);
        if (isConfirmed && meant is not null)
        {
            emitted!.NoteHint(stream, cmdlet);
        }

        return isConfirmed;
    }

    /// <summary>A queue of calls, one for each stream; an error's target is the stream's id.</summary>
    internal OrderedCallQueue<StreamKey, TValue> StreamQueue<TValue>(
        Func<StreamKey, LvbOperation<TValue>> operation,
        Action<StreamKey, TValue> emit,
        bool mayRunAhead = false)
    {
        var queue = new OrderedCallQueue<StreamKey, TValue>(
            this, Calls, ThrottleLimit, stream => Calls.Prepare(operation(stream)), emit, stream => stream.Id)
        { MayRunAhead = mayRunAhead };
        DrainEarlierCalls = queue.Drain;
        return queue;
    }
}

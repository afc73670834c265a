using System.Management.Automation;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>The base class of all cmdlets for streams. A stream that fails causes one error; the others are processed.</summary>
public abstract class LvbStreamsCmdlet : LvbAccountCmdlet
{
    private readonly OnlyStream _only = new();

    private protected LvbStreamsCmdlet()
    {
    }

    /// <summary>
    /// The number of requests that can be in flight at once. With 1, each stream is completed and emitted before the next is read. Use 1
    /// after a command with -PipelineVariable: otherwise that variable is ahead of the output.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>Gets the streams that the user specified; null if there are none.</summary>
    internal abstract string[]? GivenStreams { get; }

    /// <summary>
    /// Gets or sets the action that completes the calls of earlier streams, so that an error appears in the order of the input.
    /// </summary>
    internal Action? DrainEarlierCalls { get; set; }

    /// <summary>Returns the valid streams of this input, and writes an error for each of the others.</summary>
    internal IEnumerable<StreamKey> ValidStreams()
    {
        // A pipeline supplies one stream at a time, and there may be a hundred thousand of them.
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

    /// <summary>Creates the key of a stream from its ID and the other properties of this input.</summary>
    internal virtual StreamKey Key(string id) => new(id);

    /// <summary>
    /// Calls ShouldProcess for the change of one stream. Warns first if no cmdlet has emitted this ID on the connection but has emitted a
    /// similar one: the service accepts any ID, so a typing error looks like success.
    /// </summary>
    internal bool ConfirmChange(string stream, string target, string operation)
    {
        var connection = Connection ?? CurrentConnection.Value ?? CurrentConnection.FromProfile;
        var emitted = connection is null ? null : EmittedStreams.Of(connection);
        var cmdlet = MyInvocation.MyCommand.Name;
        var meant = emitted?.SuggestionFor(stream, cmdlet);
        if (meant is not null)
        {
            WriteWarning($"No command on this connection has returned the stream '{stream}'. "
                + $"Did you mean '{PrintableText.Of(meant)}'?");
        }

        var isConfirmed = ShouldProcess(target, operation);
        if (isConfirmed && meant is not null)
        {
            emitted!.NoteHint(stream, cmdlet);
        }

        return isConfirmed;
    }

    /// <summary>Creates a queue of calls, one for each stream. The target of an error is the stream ID.</summary>
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

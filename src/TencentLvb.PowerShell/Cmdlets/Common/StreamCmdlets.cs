using System.Management.Automation;

namespace TencentLvb;

/// <summary>What every cmdlet over streams has: one bad stream gives one error, and the others go on.</summary>
public abstract class LvbStreamsCmdlet : LvbCmdlet
{
    /// <summary>How many requests may be in flight at once. With 1 each stream is finished and emitted before the next is taken.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>What the user gave as streams; null when nothing was given.</summary>
    internal abstract string[]? GivenStreams { get; }

    /// <summary>Finishes the calls of earlier streams, so that an error comes in the order of the input.</summary>
    internal Action? TellWhatCameBefore { get; set; }

    /// <summary>The streams of this input that can be asked about; for each of the others an error is written.</summary>
    internal IEnumerable<string> ValidStreams() => ValidStreams(this, GivenStreams, TellWhatCameBefore);

    /// <summary>The same for a cmdlet that is over streams, but has another base.</summary>
    internal static IEnumerable<string> ValidStreams(LvbCmdlet cmdlet, string[]? given, Action? tellWhatCameBefore = null)
    {
        if (given is { Length: 0 })
        {
            Refuse(LvbErrors.InvalidArgument("-StreamId is an empty list.", "Give at least one stream id."), given);
        }

        foreach (var id in given ?? [])
        {
            if (StreamIdRules.Refusal(id, out var refused) is { } error)
            {
                Refuse(error, refused);
            }
            else
            {
                yield return id;
            }
        }

        void Refuse(LvbException error, object? target)
        {
            tellWhatCameBefore?.Invoke();
            cmdlet.WriteError(error, target);
        }
    }

    /// <summary>
    /// ShouldProcess for a change of one stream. An id that no cmdlet emitted on the connection, while one with nearly the same id was, is
    /// warned of before: the service takes any id, so that a typing error looks like a success.
    /// </summary>
    internal bool ConfirmChange(string stream, string target, string operation)
    {
        var emitted = (Connection ?? CurrentConnection.Value ?? CurrentConnection.FromProfile) is { } connection ? EmittedStreams.Of(connection) : null;
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

    /// <summary>A window of calls, one for each stream; an error's target is the stream.</summary>
    internal OrderedCallQueue<string, TValue> StreamWindow<TValue>(
        Func<string, LvbRequest<TValue>> request,
        Action<string, TValue> emit,
        bool mayRunAhead = false)
    {
        var window = new OrderedCallQueue<string, TValue>(this, ThrottleLimit, request, emit, stream => stream) { MayRunAhead = mayRunAhead };
        TellWhatCameBefore = window.Drain;
        return window;
    }
}

/// <summary>A cmdlet that must be told its streams.</summary>
public abstract class LvbStreamCmdlet : LvbStreamsCmdlet
{
    /// <summary>The streams, by id (also called channel id or live code), as <c>8888_news</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ChannelId", "StreamName")]
    [AllowNull, AllowEmptyString, AllowEmptyCollection]
    [StreamIdArgument]
    [ArgumentCompleter(typeof(StreamIdCompleter))]
    public string[]? StreamId { get; set; }

    internal sealed override string[]? GivenStreams => StreamId;
}

/// <summary>A cmdlet that asks about all streams of the account when it is told none. An empty pipeline never means all.</summary>
public abstract class LvbOptionalStreamCmdlet : LvbStreamsCmdlet
{
    /// <summary>The streams, by id (also called channel id or live code), as <c>8888_news</c>; none given means all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ChannelId", "StreamName")]
    [AllowNull, AllowEmptyString, AllowEmptyCollection]
    [StreamIdArgument]
    [ArgumentCompleter(typeof(StreamIdCompleter))]
    public string[]? StreamId { get; set; }

    /// <summary>Whether the user asks about all streams: no stream is named, and none is to come by the pipeline.</summary>
    internal bool AsksForAll => !MyInvocation.BoundParameters.ContainsKey(nameof(StreamId)) && !MyInvocation.ExpectingInput;

    internal sealed override string[]? GivenStreams => StreamId;
}

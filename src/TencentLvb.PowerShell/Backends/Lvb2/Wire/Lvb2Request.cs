namespace TencentLvb.Backends.Lvb2;

/// <summary>One call of one interface, before it is signed. Immutable: every attempt is made from it anew.</summary>
internal abstract class Lvb2Request
{
    private protected Lvb2Request(WireParameters parameters)
    {
        Interface = parameters.Target;
        Parameters = parameters;
        Retry = Interface.Retry;
    }

    public Lvb2Interface Interface { get; }

    public WireParameters Parameters { get; }

    public RetryClass Retry { get; init; }

    /// <summary>What errors and verbose lines call it: the interface, what it does where the name does not say, and the stream.</summary>
    public string DisplayName =>
        Interface.Name + (Action is null ? "" : " (" + Action + ")") + (Stream is { } stream ? " of " + stream : "");

    private string? Stream
    {
        get
        {
            foreach (var parameter in Parameters)
            {
                if (parameter.Name is "Param.s.channel_id" or "Param.s.stream_id")
                {
                    return parameter.Value;
                }
            }

            return null;
        }
    }

    /// <summary>What the call does, where the interface's name does not say.</summary>
    public string? Action { get; init; }

    /// <summary>The JSON body, made anew for each attempt from the attempt's Unix time; null sends a GET.</summary>
    public Func<long, byte[]>? Body { get; init; }

    /// <summary>Codes that are no error although they are not 0: an empty result, for the most part.</summary>
    public IReadOnlyList<int> AlsoSuccess { get; init; } = [];

    /// <summary>A code that means "it is done already" when an earlier attempt of this same call may have arrived.</summary>
    public int? DoneWhenRepeated { get; init; }

    /// <summary>Codes after which the service asks to try again shortly (up to five tries, 2 s apart), whatever the retry class.</summary>
    public IReadOnlyList<int> NotReadyYet { get; init; } = [];

    /// <summary>
    /// A stop leaves an attempt that is under way to its end (within its timeout) instead of breaking it off, since its answer
    /// holds what is nowhere else. No further attempt follows.
    /// </summary>
    public bool FinishWhenStopped { get; init; }

    /// <summary>For a call that may have taken effect although no answer came: what may exist now.</summary>
    public string WhatMayExist { get; init; } = "the call may have taken effect";

    /// <summary>For the same case: the command that shows it.</summary>
    public string HowToLook { get; init; } = TransportMessage.LookAtTheAccount;
}

/// <summary>A call together with the reader of its answer.</summary>
/// <typeparam name="T">What the answer becomes.</typeparam>
internal sealed class Lvb2Request<T> : Lvb2Request
{
    public Lvb2Request(WireParameters parameters, Func<Lvb2Response, T> read)
        : base(parameters) => Read = read;

    public Func<Lvb2Response, T> Read { get; }
}

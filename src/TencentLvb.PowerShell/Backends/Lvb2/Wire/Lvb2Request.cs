namespace TencentLvb.Backends.Lvb2;

/// <summary>Represents one call of an interface before it is signed. Immutable: each attempt creates a new message from it.</summary>
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

    /// <summary>
    /// Gets the name in errors and verbose output: the interface, its action if the name does not show it, and the stream.
    /// </summary>
    public string DisplayName =>
        Interface.Name + (Action is null ? "" : " (" + Action + ")") + (Stream is { } stream ? " for " + stream : "");

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

    /// <summary>Gets the action of the call if the interface's name does not show it.</summary>
    public string? Action { get; init; }

    /// <summary>Gets a function that creates the JSON body of each attempt from its Unix time; null sends a GET.</summary>
    public Func<long, byte[]>? Body { get; init; }

    /// <summary>Gets codes other than 0 that are not errors, usually an empty result.</summary>
    public IReadOnlyList<int> AlsoSuccess { get; init; } = [];

    /// <summary>Gets a code that means success if an earlier attempt of this call may have arrived.</summary>
    public int? DoneWhenRepeated { get; init; }

    /// <summary>
    /// Gets codes after which the service asks clients to try again shortly (up to five times, 2 s apart), regardless of the retry class.
    /// </summary>
    public IReadOnlyList<int> NotReadyYet { get; init; } = [];

    /// <summary>
    /// Indicates whether an attempt in progress is completed (within its time limit) after a stop, because its response cannot be
    /// obtained again. No further attempt follows.
    /// </summary>
    public bool FinishWhenStopped { get; init; }

    /// <summary>Gets the possible effect of a call without a response.</summary>
    public string WhatMayExist { get; init; } = "the call might have taken effect";

    /// <summary>Gets the command that shows the effect in that case.</summary>
    public string HowToLook { get; init; } = TransportMessage.LookAtTheAccount;
}

/// <summary>Represents a call together with the reader of its response.</summary>
/// <typeparam name="T">The type of the result.</typeparam>
internal sealed class Lvb2Request<T> : Lvb2Request
{
    public Lvb2Request(WireParameters parameters, Func<Lvb2Response, T> read)
        : base(parameters) => Read = read;

    public Func<Lvb2Response, T> Read { get; }
}

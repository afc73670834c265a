using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>One call of one action, before it is signed. Immutable: every attempt is made from it anew.</summary>
internal abstract class Api3Request
{
    private protected Api3Request(Api3Action action, JsonObject parameters)
    {
        Action = action;
        Parameters = parameters;
        Body = Api3Json.Bytes(parameters);
    }

    public Api3Action Action { get; }

    public JsonObject Parameters { get; }

    public byte[] Body { get; }

    /// <summary>The stream that the call is about; null where it is about none or several.</summary>
    public string? Stream { get; init; }

    /// <summary>What errors and verbose lines call it: the action, and the stream where there is one.</summary>
    public string DisplayName => Action.Name + (Stream is null ? "" : " of " + Stream);

    /// <summary>
    /// That what is to be ended is not found means "it is done already" when an earlier attempt of this same call may have arrived.
    /// </summary>
    public bool DoneWhenNotFound { get; init; }

    /// <summary>The same for what is to be made, and exists already.</summary>
    public bool DoneWhenExists { get; init; }

    /// <summary>For a call that may have taken effect although no answer came: what may exist now.</summary>
    public string WhatMayExist { get; init; } = "the call may have taken effect";

    /// <summary>For the same case: the command that shows it.</summary>
    public string HowToLook { get; init; } = TransportMessage.LookAtTheAccount;
}

/// <summary>A call together with the reader of its answer.</summary>
/// <typeparam name="T">What the answer becomes.</typeparam>
internal sealed class Api3Request<T>(Api3Action action, JsonObject parameters, Func<Api3Response, T> read) : Api3Request(action, parameters)
{
    public Func<Api3Response, T> Read { get; } = read;

    /// <summary>What a code that says that there is nothing becomes; null makes it an error.</summary>
    public Func<T>? WhenEmpty { get; init; }
}

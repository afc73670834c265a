using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>One call of one action, before it is signed. Immutable: every attempt is made from it anew.</summary>
internal abstract class Api3Request
{
    private JsonObject? _parameters;

    private protected Api3Request(Api3Action action, JsonObject parameters)
        : this(action, Api3Json.Bytes(parameters)) => _parameters = parameters;

    private protected Api3Request(Api3Action action, byte[] body)
    {
        Action = action;
        Body = body;
    }

    public Api3Action Action { get; }

    /// <summary>What <see cref="Body"/> holds.</summary>
    public JsonObject Parameters => _parameters ??= JsonNode.Parse(Body)!.AsObject();

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
internal class Api3Request<T> : Api3Request
{
    private readonly Func<Api3Response, T>? _read;

    public Api3Request(Api3Action action, JsonObject parameters, Func<Api3Response, T> read)
        : base(action, parameters) => _read = read;

    /// <summary>For a call that is made by the thousand: it writes its body, and reads its answer, itself.</summary>
    protected Api3Request(Api3Action action, byte[] body)
        : base(action, body)
    {
    }

    /// <summary>What a code that says that there is nothing becomes; null makes it an error.</summary>
    public Func<T>? WhenEmpty { get; init; }

    public virtual T Read(Api3Response response) => _read!(response);
}

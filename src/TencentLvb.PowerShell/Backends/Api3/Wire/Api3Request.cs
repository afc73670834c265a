using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>Represents one call of an action before it is signed. Immutable: each attempt creates a new message from it.</summary>
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

    /// <summary>Gets the content of <see cref="Body"/>.</summary>
    public JsonObject Parameters => _parameters ??= JsonNode.Parse(Body)!.AsObject();

    public byte[] Body { get; }

    /// <summary>Gets the stream of the call; null if it concerns none or several.</summary>
    public string? Stream { get; init; }

    /// <summary>Gets the name in errors and verbose output: the action, and the stream if there is one.</summary>
    public string DisplayName => Action.Name + (Stream is null ? "" : " for " + Stream);

    /// <summary>
    /// Indicates that "not found" means success if an earlier attempt of this call, which ends something, may have arrived.
    /// </summary>
    public bool DoneWhenNotFound { get; init; }

    /// <summary>
    /// Indicates that "already exists" means success if an earlier attempt of this call, which creates something, may have arrived.
    /// </summary>
    public bool DoneWhenExists { get; init; }

    /// <summary>Gets the possible effect of a call without a response.</summary>
    public string WhatMayExist { get; init; } = "the call might have taken effect";

    /// <summary>Gets the command that shows the effect in that case.</summary>
    public string HowToLook { get; init; } = TransportMessage.LookAtTheAccount;
}

/// <summary>Represents a call together with the reader of its response.</summary>
/// <typeparam name="T">The type of the result.</typeparam>
internal class Api3Request<T> : Api3Request
{
    private readonly Func<Api3Response, T>? _read;

    public Api3Request(Api3Action action, JsonObject parameters, Func<Api3Response, T> read)
        : base(action, parameters) => _read = read;

    /// <summary>For calls that are made thousands of times: they write their body, and read their response, themselves.</summary>
    protected Api3Request(Api3Action action, byte[] body)
        : base(action, body)
    {
    }

    /// <summary>Gets the result for a code that means an empty result; null makes it an error.</summary>
    public Func<T>? WhenEmpty { get; init; }

    public virtual T Read(Api3Response response) => _read!(response);
}

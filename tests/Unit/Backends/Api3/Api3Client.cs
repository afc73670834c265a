using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Backends.Api3;

/// <summary>An account of API 3.0 with the transport for its calls.</summary>
internal sealed class Api3Client : IDisposable
{
    public const string SecretId = "AKIDunit5f0c2e7a91b34d68";
    public const string SecretKey = "unit-secret-key-canary";
    public const string Token = "unit-session-token-canary";

    private readonly HttpTransport _transport;

    public Api3Client(
        Uri address,
        ScriptedTime? time = null,
        Func<TransportSettings, TransportSettings>? change = null,
        ICredentialSource? source = null,
        bool isRealTime = false)
    {
        var settings = (change ?? (s => s))(Make.Settings);
        time ??= new ScriptedTime();
        _transport = isRealTime ? new HttpTransport(settings) : new HttpTransport(settings, time.Now, time.Delay);
        Account = new Api3Account
        {
            Endpoint = new Uri(address, "/"),
            Credentials = new CredentialProvider(source
                ?? new HeldCredentials { Held = CredentialText.Make(SecretId, SecretKey, Token, "test") }),
        };
        Scope = new OperationScope(_transport);
    }

    public Api3Account Account { get; }

    public OperationScope Scope { get; }

    public ClockSkew Skew => _transport.Skew;

    public Task<T> Send<T>(Api3Request<T> request, CallLog? log = null, CancellationToken cancellation = default) =>
        _transport.SendAsync(new Api3Message<T>(Account, request), log ?? new CallLog(false), cancellation);

    public Task<LvbException> Fails<T>(Api3Request<T> request) => Assert.ThrowsAsync<LvbException>(() => Send(request));

    public Task<T> Run<T>(LvbOperation<T> operation, CallLog? log = null) =>
        operation.RunAsync(new OperationContext(Scope, log ?? new CallLog(false)), CancellationToken.None);

    public void Dispose() => _transport.Dispose();

    public static JsonObject Stream(string name = "stream1") =>
        new() { ["AppName"] = "live", ["DomainName"] = "push.example.com", ["StreamName"] = name };

    public static Api3Request<string> State() =>
        new(Api3Action.StreamState, Stream(), r => Api3Response.Required(r.Fields, "StreamState")) { Stream = "stream1" };

    public static Api3Request<bool> Change(Api3Action action) => new(action, Stream(), _ => true)
    {
        Stream = "stream1",
        WhatMayExist = "the push of stream1 might have been cut",
        HowToLook = "Run Get-LvbChannelStatus stream1.",
    };
}

using System.Net;

namespace TencentLvb.Http;

/// <summary>Where an <see cref="HttpServer"/> listens, and what it puts up with.</summary>
internal sealed class HttpServerOptions
{
    /// <summary>The address to bind; loopback unless told otherwise.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Whether the IPv6 address that stands for all, <c>[::]</c>, takes IPv4 connections as well.</summary>
    public bool TakesIPv4Too { get; init; }

    /// <summary>Most bytes of request line and headers together; more is answered with 431 (or 414).</summary>
    public int MaxHeaderBytes { get; init; } = 16 * 1024;

    /// <summary>Most bytes of a body; more is answered with 413.</summary>
    public int MaxBodyBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// Most connections and bodies in memory. One more connection cuts the one that has been idle longest, or is answered with 503.
    /// </summary>
    public HttpCapacity Capacity { get; init; } = new();

    /// <summary>
    /// Who may connect, asked before a connection counts or a byte is read; others are answered with 403. Null lets all in.
    /// </summary>
    public Func<IPAddress, bool>? Admits { get; init; }

    /// <summary>From the first byte of a request until its head is complete; then 408.</summary>
    public TimeSpan HeaderTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For the whole body; then 408.</summary>
    public TimeSpan BodyTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a connection may stay open between two requests.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For the client to take an answer; then the connection is cut.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>False lets requests without a <c>Host</c> header through to the handler; else they are answered with 400.</summary>
    public bool RequireHost { get; init; } = true;

    /// <summary>
    /// Asked after the head and before the body is read. An answer ends the request there; the connection is then closed if
    /// a body was to come. Runs on the connection's thread: keep it short.
    /// </summary>
    public Func<HttpRequestHead, HttpAnswer?>? OnHead { get; init; }

    /// <summary>Told of requests that the server itself refused (broken, too large, too slow), with the status it answered.</summary>
    public Action<HttpRefusal>? OnRefused { get; init; }

    /// <summary>Told when connections can't be accepted, for want of file descriptors mostly.</summary>
    public Action<Exception>? OnAcceptFailed { get; init; }
}

/// <summary>A request that never reached the handler.</summary>
internal sealed record HttpRefusal(IPEndPoint? From, int Status, string Reason)
{
    /// <summary>The status of a connection that was closed without an answer.</summary>
    public const int NoAnswer = 0;

    /// <summary>The reason of a connection from an address that may not connect.</summary>
    public const string NotAdmitted = "its address is not allowed to connect";
}

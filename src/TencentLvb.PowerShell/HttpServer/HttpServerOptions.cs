using System.Net;

namespace TencentLvb.Http;

/// <summary>Specifies where an <see cref="HttpServer"/> listens, and its limits.</summary>
internal sealed class HttpServerOptions
{
    /// <summary>Gets the address to bind. Default: loopback.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Gets the port; 0 uses a free one.</summary>
    public int Port { get; init; }

    /// <summary>Gets whether the IPv6 address for all addresses, <c>[::]</c>, also accepts IPv4 connections.</summary>
    public bool AcceptsIPv4 { get; init; }

    /// <summary>
    /// Gets the maximum size of request line and header fields together, in bytes. Beyond it the response is 431 (or 414).
    /// </summary>
    public int MaxHeaderBytes { get; init; } = 16 * 1024;

    /// <summary>Gets the maximum size of a body in bytes. Beyond it the response is 413.</summary>
    public int MaxBodyBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// Gets the limits of connections and memory. At the limit, a new connection closes the one that has been idle longest, or receives
    /// 503.
    /// </summary>
    public HttpCapacity Capacity { get; init; } = new();

    /// <summary>
    /// Gets the check whether an address is allowed to connect, made before a connection is counted or a byte is read. Others receive
    /// 403. Null allows all.
    /// </summary>
    public Func<IPAddress, bool>? Admits { get; init; }

    /// <summary>Gets the time limit from the first byte of a request until its header is complete; then 408.</summary>
    public TimeSpan HeaderTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets the time limit of the whole body; then 408.</summary>
    public TimeSpan BodyTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Gets how long a connection can stay open between two requests.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets the time limit for the client to receive a response; then the connection is closed.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets whether requests without a <c>Host</c> header receive 400; false passes them to the handler.</summary>
    public bool RequireHost { get; init; } = true;

    /// <summary>
    /// Gets the check that is made after the header and before the body is read. A response ends the request; the connection is then
    /// closed if a body was announced. Runs on the connection's thread, so it must be short.
    /// </summary>
    public Func<HttpRequestHead, HttpAnswer?>? OnHead { get; init; }

    /// <summary>Gets the callback for requests that the server itself refused (malformed, too large, too slow), with the status.</summary>
    public Action<HttpRefusal>? OnRefused { get; init; }

    /// <summary>Gets the callback for connections that cannot be accepted, usually because there are no file descriptors left.</summary>
    public Action<Exception>? OnAcceptFailed { get; init; }
}

/// <summary>Represents a request that was not passed to the handler.</summary>
internal sealed record HttpRefusal(IPEndPoint? From, int Status, string Reason)
{
    /// <summary>The status of a connection that was closed without a response.</summary>
    public const int NoAnswer = 0;

    /// <summary>The reason for refusing a connection from an address that is not allowed.</summary>
    public const string NotAdmitted = "its address is not allowed to connect";
}

using System.Net;

namespace TencentLvb.Http;

/// <summary>Represents the request line and the header fields.</summary>
internal sealed class HttpRequestHead
{
    internal HttpRequestHead(string method, string target, HttpHeaders headers, IPEndPoint? remoteEndPoint)
    {
        Method = method;
        Target = target;
        Headers = headers;
        RemoteEndPoint = remoteEndPoint;

        string local = OriginForm(target);
        int query = local.IndexOf('?');
        Path = query < 0 ? local : local.Substring(0, query);
        RawQuery = query < 0 ? "" : local.Substring(query + 1);
    }

    /// <summary>Gets the method as sent; methods are case-sensitive.</summary>
    public string Method { get; }

    /// <summary>Gets the request target as sent.</summary>
    public string Target { get; }

    /// <summary>Gets the path, still percent-encoded.</summary>
    public string Path { get; }

    /// <summary>Gets the query without its question mark, still encoded; empty if there is none.</summary>
    public string RawQuery { get; }

    public HttpHeaders Headers { get; }

    public IPEndPoint? RemoteEndPoint { get; }

    /// <summary>Gets the announced length; 0 if there is none, -1 for a chunked body.</summary>
    public long ContentLength { get; internal set; }

    public bool IsChunked => ContentLength < 0;

    public bool HasBody => ContentLength != 0;

    internal bool KeepAlive { get; set; }

    internal bool ExpectsContinue { get; set; }

    // A client that considers this server a proxy sends the whole address.
    private static string OriginForm(string target)
    {
        if (target[0] == '/' || target == "*")
        {
            return target;
        }

        int scheme = target.IndexOf("://", System.StringComparison.Ordinal);
        if (scheme < 0)
        {
            return target;
        }

        int path = target.IndexOfAny(PathOrQuery, scheme + 3);
        return path < 0 ? "/" : target[path] == '/' ? target.Substring(path) : "/" + target.Substring(path);
    }

    private static readonly char[] PathOrQuery = { '/', '?' };
}

/// <summary>Represents a complete request.</summary>
internal sealed class HttpRequest
{
    private readonly HttpBodyMemory.Lease? _memory;

    internal HttpRequest(HttpRequestHead head, byte[] body, HttpBodyMemory.Lease? memory)
    {
        Head = head;
        Body = body;
        _memory = memory;
    }

    public HttpRequestHead Head { get; }

    public byte[] Body { get; }

    public string Method => Head.Method;

    public string Path => Head.Path;

    public string RawQuery => Head.RawQuery;

    public HttpHeaders Headers => Head.Headers;

    public IPEndPoint? RemoteEndPoint => Head.RemoteEndPoint;

    /// <summary>Reserves more memory until the response is sent, for example for a decompressed body.</summary>
    /// <returns>False if there is not enough memory now.</returns>
    public bool TryReserve(int bytes) => _memory is null || _memory.TryGrow(bytes);
}

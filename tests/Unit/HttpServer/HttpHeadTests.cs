using System.Net;
using System.Text;

namespace TencentLvb.Unit.Http;

/// <summary>How headers are read, and why wrong ones are refused: the log of the receiver shows the reason.</summary>
public sealed class HttpHeadTests
{
    private static readonly IPEndPoint From = new(IPAddress.Loopback, 4711);

    private static (int Status, string Reason, HttpRequestHead? Head) Parse(string head, bool requireHost = true)
    {
        var (status, reason) = HttpHeadParser.Parse(Encoding.Latin1.GetBytes(head), From, requireHost, out var parsed);
        return (status, reason, parsed);
    }

    private static HttpRequestHead Good(string head, bool requireHost = true)
    {
        var (status, reason, parsed) = Parse(head, requireHost);
        Assert.Equal((0, ""), (status, reason));
        return parsed!;
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\n", 400, "the request line does not end with CR LF")]
    [InlineData("\n", 400, "the request line does not end with CR LF")]
    [InlineData("GET / HTTP/1.1", 400, "the request line does not end with CR LF")]
    [InlineData("GET\r\n\r\n", 400, "the request line does not have the form 'method target version'")]
    [InlineData("\r\n\r\n", 400, "the request line does not have the form 'method target version'")]
    [InlineData("GET /\r\n\r\n", 400, "the request line does not have the form 'method target version'")]
    [InlineData(" / HTTP/1.1\r\n\r\n", 400, "the request line does not have the form 'method target version'")]
    [InlineData("GET  HTTP/1.1\r\n\r\n", 400, "the request line does not have the form 'method target version'")]
    [InlineData("G@T / HTTP/1.1\r\n\r\n", 400, "the method contains invalid characters")]
    [InlineData("@ET / HTTP/1.1\r\n\r\n", 400, "the method contains invalid characters")]
    [InlineData("GE@ / HTTP/1.1\r\n\r\n", 400, "the method contains invalid characters")]
    [InlineData("GET /\u007f HTTP/1.1\r\n\r\n", 400, "the request target contains characters that must be percent-encoded")]
    [InlineData("GET #/ HTTP/1.1\r\n\r\n", 400, "the request target contains characters that must be percent-encoded")]
    [InlineData("GET /\u001f HTTP/1.1\r\n\r\n", 400, "the request target contains characters that must be percent-encoded")]
    [InlineData("GET / HTTP/1.10\r\n\r\n", 400, "the request line does not end with an HTTP version")]
    [InlineData("GET / HTTP/1.\r\n\r\n", 400, "the request line does not end with an HTTP version")]
    [InlineData("GET / xTTP/1.1\r\n\r\n", 400, "the request line does not end with an HTTP version")]
    [InlineData("GET / HxTP/1.1\r\n\r\n", 400, "the request line does not end with an HTTP version")]
    [InlineData("GET / HTxP/1.1\r\n\r\n", 400, "the request line does not end with an HTTP version")]
    [InlineData("GET / HTTx/1.1\r\n\r\n", 400, "the request line does not end with an HTTP version")]
    [InlineData("GET / HTTPx1.1\r\n\r\n", 400, "the request line does not end with an HTTP version")]
    [InlineData("GET / HTTP/x.1\r\n\r\n", 400, "the request line does not end with an HTTP version")]
    [InlineData("GET / HTTP/1x1\r\n\r\n", 400, "the request line does not end with an HTTP version")]
    [InlineData("GET / HTTP/1.x\r\n\r\n", 400, "the request line does not end with an HTTP version")]
    [InlineData("GET / HTTP/1./\r\n\r\n", 400, "the request line does not end with an HTTP version")]
    [InlineData("GET / HTTP/2.0\r\n\r\n", 505, "only HTTP/1.x is supported")]
    [InlineData("GET / HTTP/0.9\r\n\r\n", 505, "only HTTP/1.x is supported")]
    [InlineData("GET nothing HTTP/1.1\r\n\r\n", 400, "the request target is not a path or an address")]
    [InlineData("GET http:/h HTTP/1.1\r\n\r\n", 400, "the request target is not a path or an address")]
    [InlineData("GET http:// HTTP/1.1\r\n\r\n", 400, "the request target is not a path or an address")]
    [InlineData("CONNECT /h HTTP/1.1\r\n\r\n", 400, "the request target is not a path or an address")]
    [InlineData("GET * HTTP/1.1\r\n\r\n", 400, "the request target is not a path or an address")]
    [InlineData("GET / HTTP/1.1\r\n\n", 400, "a header line does not end with CR LF")]
    [InlineData("GET / HTTP/1.1\r\n", 400, "a header line does not end with CR LF")]
    [InlineData("GET / HTTP/1.1\r\nHost: h\r\n", 400, "a header line does not end with CR LF")]
    [InlineData("GET / HTTP/1.1\r\nHost: h\r\nx\n", 400, "a header line does not end with CR LF")]
    [InlineData("GET / HTTP/1.1\r\nHost: h\n\r\n", 400, "a header field is malformed")]
    [InlineData("GET / HTTP/1.1\r\nHost\r\n\r\n", 400, "a header field is malformed")]
    [InlineData("GET / HTTP/1.1\r\n: h\r\n\r\n", 400, "a header field is malformed")]
    [InlineData("GET / HTTP/1.1\r\nHo st: h\r\n\r\n", 400, "a header field is malformed")]
    [InlineData("GET / HTTP/1.1\r\nHost: \u007f\r\n\r\n", 400, "a header field is malformed")]
    [InlineData("GET / HTTP/1.1\r\nHost: h\u0001\r\n\r\n", 400, "a header field is malformed")]
    [InlineData("GET / HTTP/1.1\r\nHost: h\r\nhOST: h\r\n\r\n", 400, "it has more than one Host header")]
    [InlineData("GET / HTTP/1.1\r\nX: 1\r\nHost: h\r\nHost: h\r\n\r\n", 400, "it has more than one Host header")]
    [InlineData("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400, "its Host header is not valid")]
    [InlineData("GET / HTTP/1.1\r\nX: h\r\n\r\n", 400, "it has no Host header")]
    [InlineData("GET / HTTP/1.1\r\n\r\n", 400, "it has no Host header")]
    [InlineData("GET / HTTP/1.1\r\nHost: h\r\nExpect: x\r\n\r\n", 417, "its Expect header is not 100-continue")]
    [InlineData("GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400,
        "it has both Content-Length and Transfer-Encoding")]
    [InlineData("GET / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\nHost: h\r\n\r\n", 400,
        "it has both Content-Length and Transfer-Encoding")]
    [InlineData("GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400, "it has Transfer-Encoding, which HTTP/1.0 does not support")]
    [InlineData("GET / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n", 501, "its Transfer-Encoding is not supported")]
    [InlineData("GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n", 501,
        "its Transfer-Encoding is not supported")]
    [InlineData("GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
        400, "it has more than one Content-Length header")]
    [InlineData("GET / HTTP/1.1\r\nContent-Length: 1\r\nHost: h\r\nContent-Length: 1\r\n\r\n",
        400, "it has more than one Content-Length header")]
    [InlineData("GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 1/\r\n\r\n", 400, "its Content-Length is not a number")]
    [InlineData("GET / HTTP/1.1\r\nHost: h\r\nContent-Length: :1\r\n\r\n", 400, "its Content-Length is not a number")]
    [InlineData("GET / HTTP/1.1\r\nHost: h\r\nContent-Length:\r\n\r\n", 400, "its Content-Length is empty")]
    public void Wrong_headers_are_refused_with_the_reason(string head, int status, string reason)
    {
        var (actual, why, parsed) = Parse(head);
        Assert.Equal((status, reason), (actual, why));
        Assert.Null(parsed);
    }

    [Theory]
    [InlineData(100, 0, "")]
    [InlineData(101, 431, "it has more than 100 header fields")]
    public void At_most_100_header_fields_are_allowed(int count, int status, string reason)
    {
        var head = "GET / HTTP/1.1\r\nHost: h\r\n" + string.Concat(Enumerable.Repeat("X: 1\r\n", count - 1)) + "\r\n";
        Assert.Equal((status, reason), (Parse(head).Status, Parse(head).Reason));
    }

    [Theory]
    [InlineData("GET /a?b=c&d HTTP/1.1", "GET", "/a", "b=c&d")]
    [InlineData("POST / HTTP/1.1", "POST", "/", "")]
    [InlineData("PUT /? HTTP/1.1", "PUT", "/", "")]
    [InlineData("GEX /~ HTTP/1.1", "GEX", "/~", "")]
    [InlineData("GETS / HTTP/1.1", "GETS", "/", "")]
    [InlineData("POXT / HTTP/1.1", "POXT", "/", "")]
    [InlineData("POSX / HTTP/1.1", "POSX", "/", "")]
    [InlineData("G / HTTP/1.1", "G", "/", "")]
    [InlineData("OPTIONS * HTTP/1.1", "OPTIONS", "*", "")]
    [InlineData("OPTIONS /a HTTP/1.1", "OPTIONS", "/a", "")]
    [InlineData("CONNECT h:443 HTTP/1.1", "CONNECT", "h:443", "")]
    [InlineData("CONNECT ?a HTTP/1.1", "CONNECT", "", "a")]
    [InlineData("GET /a?u=http://x/y HTTP/1.1", "GET", "/a", "u=http://x/y")]
    [InlineData("GET http://h/a/b?c HTTP/1.1", "GET", "/a/b", "c")]
    [InlineData("GET HTTPS://h:8080 HTTP/1.1", "GET", "/", "")]
    [InlineData("GET http://h?a/b HTTP/1.1", "GET", "/", "a/b")]
    [InlineData("GET http://[::1]:80/x HTTP/1.1", "GET", "/x", "")]
    public void The_request_line_becomes_a_method_a_path_and_a_query(string line, string method, string path, string query)
    {
        var head = Good(line + "\r\nHost: h\r\n\r\n");
        Assert.Equal((method, path, query), (head.Method, head.Path, head.RawQuery));
        Assert.Equal(line.Split(' ')[1], head.Target);
        Assert.Equal(From, head.RemoteEndPoint);
    }

    [Theory]
    [InlineData("h")]
    [InlineData("")]
    [InlineData("h:80")]
    [InlineData("h:0")]
    [InlineData("h:9")]
    [InlineData("h:")]
    [InlineData(":80")]
    [InlineData("[::1]")]
    [InlineData("[::1]:8080")]
    [InlineData("h!$&'()*+;=~%20-_.")]
    public void A_host_may_have_a_port(string host) => Assert.True(HttpFraming.IsHost(host));

    [Theory]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a?b")]
    [InlineData("a#b")]
    [InlineData("a@b")]
    [InlineData("a,b")]
    [InlineData("a\"b")]
    [InlineData("a<b")]
    [InlineData("a>b")]
    [InlineData("a^b")]
    [InlineData("a`b")]
    [InlineData("a{b")]
    [InlineData("a|b")]
    [InlineData("a}b")]
    [InlineData("a\u007fb")]
    [InlineData("a:/")]
    [InlineData("a:8x")]
    [InlineData("a:x8")]
    [InlineData("a:1:2")]
    [InlineData("[::1")]
    [InlineData("[::1]80")]
    [InlineData("[::1]:x")]
    [InlineData("::1")]
    public void Text_that_cannot_be_a_host_is_not_one(string host) => Assert.False(HttpFraming.IsHost(host));

    [Fact]
    public void A_host_may_be_missing_where_the_owner_or_the_version_allows_it()
    {
        Assert.Equal("/", Good("GET / HTTP/1.1\r\n\r\n", requireHost: false).Path);
        Assert.Equal("/", Good("GET / HTTP/1.0\r\n\r\n").Path);
        Assert.Equal(400, Parse("GET / HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n", requireHost: false).Status);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1", "X: 1", true)]
    [InlineData("GET / HTTP/1.9", "X: 1", true)]
    [InlineData("GET / HTTP/1.0", "X: 1", false)]
    [InlineData("GET / HTTP/1.1", "Connection: close", false)]
    [InlineData("GET / HTTP/1.1", "Connection: keep-alive", true)]
    [InlineData("GET / HTTP/1.1", "Connection: upgrade , CLOSE", false)]
    [InlineData("GET / HTTP/1.1", "Connection: upgrade\r\nconnection: close", false)]
    [InlineData("GET / HTTP/1.0", "Connection: keep-alive", false)]
    public void The_connection_stays_open_unless_the_client_closes_it(string line, string field, bool staysOpen) =>
        Assert.Equal(staysOpen, Good($"{line}\r\nHost: h\r\n{field}\r\n\r\n").KeepAlive);

    [Fact]
    public void The_first_field_counts_like_any_other()
    {
        Assert.False(Good("GET / HTTP/1.1\r\nConnection: close\r\nHost: h\r\n\r\n").KeepAlive);
        var headers = Good("GET / HTTP/1.1\r\nX: 1\r\nHost: h\r\nX: 2\r\nY: \t\r\n\r\n").Headers;
        Assert.Equal(["1", "2"], headers.GetAll("X"));
        Assert.Equal("", headers["Y"]);
    }

    [Theory]
    [InlineData("X: 1", 0, false, false)]
    [InlineData("Content-Length: 0", 0, false, false)]
    [InlineData("Content-Length: 007", 7, true, false)]
    [InlineData("Content-Length: 9876543210", 9876543210, true, false)]
    [InlineData("Transfer-Encoding: CHUNKED", -1, true, true)]
    public void A_body_ends_where_its_headers_say(string field, long length, bool hasBody, bool isChunked)
    {
        var head = Good($"POST / HTTP/1.1\r\nHost: h\r\n{field}\r\n\r\n");
        Assert.Equal((length, hasBody, isChunked), (head.ContentLength, head.HasBody, head.IsChunked));
    }

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("9223372036854775850")]
    [InlineData("18446744073709551616")]
    [InlineData("99999999999999999999999999999999999999999")]
    public void A_length_beyond_all_integers_stays_large(string length) => Assert.True(
        Good($"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: {length}\r\n\r\n").ContentLength > int.MaxValue);

    [Theory]
    [InlineData("1.1", true)]
    [InlineData("1.0", false)]
    public void Only_HTTP_1_1_gets_100_continue(string version, bool expects)
    {
        Assert.Equal(expects, Good($"POST / HTTP/{version}\r\nHost: h\r\nExpect: 100-Continue\r\n\r\n").ExpectsContinue);
        Assert.False(Good($"POST / HTTP/{version}\r\nHost: h\r\n\r\n").ExpectsContinue);
    }

    [Fact]
    public void Fields_are_found_in_any_case_in_their_order_and_without_surrounding_white_space()
    {
        var headers = Good("GET / HTTP/1.1\r\nHost: h\r\nX-A:\t one \t\r\nx-b:\r\nX-a: \u00e9 two\r\nzZ: @[`{\r\n\r\n").Headers;
        Assert.Equal(5, headers.Count);
        Assert.Equal("one", headers["x-A"]);
        Assert.Equal(["one", "\u00e9 two"], headers.GetAll("X-A"));
        Assert.Empty(headers.GetAll("X-C"));
        Assert.Equal("", headers["X-B"]);
        Assert.Null(headers["X-"]);
        Assert.Null(headers["X\u000dA"]);
        Assert.True(headers.Contains("Host"));
        Assert.True(headers.Contains("ZZ"));
        Assert.False(headers.Contains("Hosts"));
        Assert.Equal(
            ["Host=h", "X-A=one", "x-b=", "X-a=\u00e9 two", "zZ=@[`{"],
            headers.All().Select(f => f.Key + "=" + f.Value));
    }
}

namespace TencentLvb.Http;

/// <summary>Determines where the body of a request ends, and whether the connection stays open.</summary>
internal static class HttpFraming
{
    public static (int Status, string Reason) Apply(HttpRequestHead head, int minorVersion, bool requireHost)
    {
        HttpHeaders headers = head.Headers;
        int host = headers.IndexOf("Host", 0);
        if (host >= 0 && headers.IndexOf("Host", host + 1) >= 0)
        {
            return (400, "it has more than one Host header");
        }

        if (host >= 0 && !IsHost(headers.Value(host)))
        {
            return (400, "its Host header is not valid");
        }

        if (host < 0 && requireHost && minorVersion > 0)
        {
            return (400, "it has no Host header");
        }

        (int status, string reason) = BodyLength(head, minorVersion);
        if (status != 0)
        {
            return (status, reason);
        }

        string? expect = headers["Expect"];
        if (expect != null)
        {
            if (!expect.Equals("100-continue", StringComparison.OrdinalIgnoreCase))
            {
                return (417, "its Expect header is not 100-continue");
            }

            head.ExpectsContinue = minorVersion > 0;
        }

        head.KeepAlive = minorVersion > 0 && !WantsClose(headers);
        return (0, "");
    }

    private static (int Status, string Reason) BodyLength(HttpRequestHead head, int minorVersion)
    {
        HttpHeaders headers = head.Headers;
        int length = headers.IndexOf("Content-Length", 0);
        int encoding = headers.IndexOf("Transfer-Encoding", 0);
        if (encoding >= 0)
        {
            if (length >= 0)
            {
                return (400, "it has both Content-Length and Transfer-Encoding");
            }

            if (minorVersion == 0)
            {
                return (400, "it has Transfer-Encoding, which HTTP/1.0 does not support");
            }

            if (headers.IndexOf("Transfer-Encoding", encoding + 1) >= 0
                || !headers.Value(encoding).Equals("chunked", StringComparison.OrdinalIgnoreCase))
            {
                return (501, "its Transfer-Encoding is not supported");
            }

            head.ContentLength = -1;
            return (0, "");
        }

        if (length < 0)
        {
            return (0, "");
        }

        if (headers.IndexOf("Content-Length", length + 1) >= 0)
        {
            return (400, "it has more than one Content-Length header");
        }

        string text = headers.Value(length);
        long value = 0;
        foreach (char c in text)
        {
            if (c is < '0' or > '9')
            {
                return (400, "its Content-Length is not a number");
            }

            // Saturates: such a length exceeds every limit.
            value = value > long.MaxValue / 10 - 10 ? long.MaxValue / 2 : value * 10 + (c - '0');
        }

        head.ContentLength = value;
        return text.Length == 0 ? (400, "its Content-Length is empty") : (0, "");
    }

    /// <summary>
    /// Determines whether a value consists of the characters of a host name, with an optional numeric port. The name itself is not
    /// checked, and can be empty.
    /// </summary>
    public static bool IsHost(string value)
    {
        foreach (char c in value)
        {
            if (c is <= ' ' or >= '\x7f' or '/' or '\\' or '?' or '#' or '@' or ',' or '"' or '<' or '>' or '^' or '`' or '{' or '|' or '}')
            {
                return false;
            }
        }

        // An IPv6 address is in brackets and contains colons.
        int end = value.StartsWith("[", StringComparison.Ordinal) ? value.IndexOf(']') + 1 : Math.Max(value.IndexOf(':'), 0);
        string port = end > 0 || value.StartsWith(":", StringComparison.Ordinal) ? value.Substring(end) : "";
        if (end == 0 && value.StartsWith("[", StringComparison.Ordinal))
        {
            return false;
        }

        return port.Length == 0 || (port[0] == ':' && port.Skip(1).All(c => c is >= '0' and <= '9'));
    }

    private static bool WantsClose(HttpHeaders headers)
    {
        for (int i = headers.IndexOf("Connection", 0); i >= 0; i = headers.IndexOf("Connection", i + 1))
        {
            foreach (string option in headers.Value(i).Split(','))
            {
                if (option.Trim().Equals("close", StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}

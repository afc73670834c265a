namespace TencentLvb.Notifications;

/// <summary>Decompresses and reads the bodies of requests. The result is a verified event or the response that refuses it.</summary>
internal sealed class RequestBody(NotificationReader reader, RefusalWriter warn)
{
    private const string Full = "all memory reserved for request bodies is in use";
    private static readonly HttpAnswer UnknownCoding = new(415, "Unsupported Media Type\n", HttpAnswer.PlainText)
    {
        Headers = [new KeyValuePair<string, string>("Accept-Encoding", "gzip, deflate")],
    };

    private readonly LargeBodyTurns _turns = new();

    /// <summary>Reads a body. Exactly one of the two results is null.</summary>
    public async Task<(UnverifiedEvent? Parsed, HttpAnswer? Refusal)> ReadAsync(HttpRequest request)
    {
        if (UnknownCodings(request, out var coding) is { } unknown)
        {
            var why = $"its Content-Encoding is '{unknown}', but only gzip and deflate are supported";
            return (null, Refuse(request, 415, "an unsupported Content-Encoding", why, UnknownCoding));
        }

        try
        {
            var body = coding is null ? request.Body : BodyUnpacker.Unpack(request.Body, coding, LargeBodyTurns.Small);
            if (body is { Length: <= LargeBodyTurns.Small })
            {
                return Read(request, body);
            }

            using var turn = await _turns.EnterAsync(HttpSource.Of(request.RemoteEndPoint?.Address)).ConfigureAwait(false);
            if (turn is null)
            {
                const string many = "too many large bodies from the same address are being read";
                return (null, Refuse(request, 503, many, many));
            }

            body ??= BodyUnpacker.Unpack(request.Body, coding!, BodyUnpacker.MaxBytes);
            if (body is null)
            {
                var size = $"its decompressed body ({coding}) is larger than {BodyUnpacker.MaxBytes} bytes";
                return (null, Refuse(request, 413, "too large when decompressed", size));
            }

            return coding is null || request.TryReserve(body.Length) ? Read(request, body) : (null, Refuse(request, 503, Full, Full));
        }
        catch (InvalidDataException)
        {
            return (null, Refuse(request, 400, "not " + coding, $"its body is not {coding}, although that is its Content-Encoding"));
        }
    }

    // Proxies may compress a body. An unsupported coding is reported, because the sender repeats the request forever.
    private static string? UnknownCodings(HttpRequest request, out string? coding)
    {
        var codings = request.Headers.GetAll("Content-Encoding").SelectMany(value => value.Split(','))
            .Select(part => part.Trim().ToLowerInvariant()).Where(part => part.Length > 0 && part != "identity").ToArray();
        coding = codings.Length == 1 && BodyUnpacker.Knows(codings[0]) ? codings[0] : null;
        return coding is null && codings.Length > 0 ? PrintableText.Of(string.Join(", ", codings), 40) : null;
    }

    private (UnverifiedEvent? Parsed, HttpAnswer? Refusal) Read(HttpRequest request, byte[] body)
    {
        try
        {
            return (reader.Read(body, DateTimeOffset.Now), null);
        }
        catch (LvbException error)
        {
            var status = error.ErrorId == EventErrors.MalformedId ? 400 : 403;
            return (null, Refuse(request, status, error.ErrorId, $"{error.ErrorId}: {error.Message} {error.RecommendedAction}"));
        }
    }

    private HttpAnswer Refuse(HttpRequest request, int status, string reason, string why, HttpAnswer? answer = null)
    {
        warn(request.RemoteEndPoint, status, reason, why);
        return answer ?? HttpAnswer.Plain(status);
    }
}

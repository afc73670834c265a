using System.Net;

namespace TencentLvb.Notifications;

/// <summary>Says that a request was refused: by whom it was sent, the status, the kind of refusal, and why.</summary>
internal delegate void RefusalWriter(IPEndPoint? from, int status, string reason, string why);

/// <summary>Takes the body of a request: unpacks and verifies it, hands the event on, and answers with what became of it.</summary>
internal sealed class EventIntake(
    EventReceiverOptions options, NotificationReader reader, EventSpool? spool, EventQueue inbox, RefusalWriter warn)
{
    private static readonly HttpAnswer Acknowledged = new(200, "{\"code\":0}");
    private static readonly HttpAnswer Failed = HttpAnswer.Plain(500, "The receiver failed on this event. Send it again.");
    private static readonly HttpAnswer NotTaken = HttpAnswer.Plain(503, "The receiver did not take this event. Send it again.");
    private static readonly HttpAnswer UnknownCoding = new(415, "Unsupported Media Type\n", HttpAnswer.PlainText)
    {
        Headers = [new KeyValuePair<string, string>("Accept-Encoding", "gzip, deflate")],
    };

    public async Task<HttpAnswer> HandleAsync(HttpRequest request, CancellationToken stopping)
    {
        if (Unpack(request, out var body) is { } refusal)
        {
            return refusal;
        }

        UnverifiedEvent parsed;
        try
        {
            parsed = reader.Read(body, DateTimeOffset.Now);
        }
        catch (LvbException error)
        {
            return Refuse(request, error);
        }

        if (!options.Filter.Wants(parsed.Event))
        {
            return Acknowledged;
        }

        var outcome = options.Duplicates is { } window
            ? await (window.Begin(parsed.Key) ?? TakeAndRememberAsync(parsed, window)).ConfigureAwait(false)
            : await TakeAsync(parsed).ConfigureAwait(false);
        return outcome switch
        {
            EventDisposition.Taken => Acknowledged,
            EventDisposition.Failed or EventDisposition.Interrupted => Failed,
            _ => NotTaken,
        };
    }

    // Proxies on the way may pack a body; what cannot be unpacked here is named, since the sender repeats it for ever.
    private HttpAnswer? Unpack(HttpRequest request, out byte[] body)
    {
        body = request.Body;
        var codings = request.Headers.GetAll("Content-Encoding").SelectMany(value => value.Split(','))
            .Select(coding => coding.Trim().ToLowerInvariant()).Where(coding => coding.Length > 0 && coding != "identity").ToArray();
        if (codings.Length == 0)
        {
            return null;
        }

        if (codings.Length > 1 || !BodyUnpacker.Knows(codings[0]))
        {
            var names = PrintableText.Of(string.Join(", ", codings), 40);
            var why = $"its Content-Encoding is '{names}'; gzip and deflate are understood";
            warn(request.RemoteEndPoint, 415, "a Content-Encoding that is not known", why);
            return UnknownCoding;
        }

        try
        {
            if (BodyUnpacker.Unpack(body, codings[0]) is not { } unpacked)
            {
                var size = $"unpacked ({codings[0]}) its body is larger than {BodyUnpacker.MaxBytes} bytes";
                warn(request.RemoteEndPoint, 413, "too large when it is unpacked", size);
                return HttpAnswer.Plain(413);
            }

            if (!request.TryReserve(unpacked.Length))
            {
                const string full = "bodies of other requests fill the memory that is set aside for them";
                warn(request.RemoteEndPoint, 503, full, full);
                return HttpAnswer.Plain(503);
            }

            body = unpacked;
            return null;
        }
        catch (InvalidDataException)
        {
            warn(request.RemoteEndPoint, 400, "not " + codings[0], $"its body is not {codings[0]}, though its Content-Encoding says so");
            return HttpAnswer.Plain(400);
        }
    }

    private async Task<EventDisposition> TakeAndRememberAsync(UnverifiedEvent parsed, DuplicateFilter window)
    {
        var outcome = EventDisposition.NotTaken;
        try
        {
            outcome = await TakeAsync(parsed).ConfigureAwait(false);
        }
        finally
        {
            window.Complete(parsed.Key, outcome);
        }

        return outcome;
    }

    private async Task<EventDisposition> TakeAsync(UnverifiedEvent parsed)
    {
        if (spool is null)
        {
            var held = new UnacknowledgedEvent(parsed.Event);
            inbox.Add(held);
            return await held.Outcome.ConfigureAwait(false);
        }

        try
        {
            await spool.StoreAsync(parsed, inbox).ConfigureAwait(false);
            return EventDisposition.Taken;
        }
        catch (LvbException error)
        {
            inbox.WarnOfRefusal(
                $"with 503 ({error.ErrorId})", null, $"{error.ErrorId}: {error.Message} The sender was answered with 503 and sends again.");
            return EventDisposition.NotTaken;
        }
    }

    private HttpAnswer Refuse(HttpRequest request, LvbException error)
    {
        var status = error.ErrorId == EventErrors.MalformedId ? 400 : 403;
        warn(request.RemoteEndPoint, status, error.ErrorId, $"{error.ErrorId}: {error.Message} {error.RecommendedAction}");
        if (error.ErrorId == EventErrors.InvalidSignatureId)
        {
            // The pipeline thread looks whether the key was rotated, also when this was not worth a warning.
            inbox.Wake();
        }

        return HttpAnswer.Plain(status);
    }
}

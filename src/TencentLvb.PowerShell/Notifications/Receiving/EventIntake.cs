using System.Net;

namespace TencentLvb.Notifications;

/// <summary>Reports a refused request: its sender, the status, the kind of refusal, and the reason.</summary>
internal delegate void RefusalWriter(IPEndPoint? from, int status, string reason, string why);

/// <summary>Processes the body of a request: decompresses and verifies it, passes on the event, and responds with the result.</summary>
internal sealed class EventIntake(
    EventReceiverOptions options, NotificationReader reader, EventSpool? spool, EventQueue inbox, RefusalWriter warn)
{
    private static readonly HttpAnswer Acknowledged = new(200, "{\"code\":0}");
    private static readonly HttpAnswer Failed = HttpAnswer.Plain(500, "The receiver could not process this event. Send it again.");
    private static readonly HttpAnswer NotTaken = HttpAnswer.Plain(503, "The receiver did not accept this event. Send it again.");

    private readonly RequestBody _bodies = new(reader, warn);

    public async Task<HttpAnswer> HandleAsync(HttpRequest request, CancellationToken stopping)
    {
        var (parsed, refusal) = await _bodies.ReadAsync(request).ConfigureAwait(false);
        if (parsed is null)
        {
            if (reader.HasRefusal)
            {
                // The pipeline thread checks whether the key was rotated, even if there is no warning.
                inbox.Wake();
            }

            return refusal!;
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
            return await held.Disposition.ConfigureAwait(false);
        }

        try
        {
            await spool.StoreAsync(parsed, inbox).ConfigureAwait(false);
            return EventDisposition.Taken;
        }
        catch (LvbException error)
        {
            inbox.WarnOfRefusal(
                $"with 503 (reason: {error.ErrorId})", null,
                $"{error.ErrorId}: {error.Message.TrimEnd('.')}. The sender received a 503 response and will send the event again.");
            return EventDisposition.NotTaken;
        }
    }
}

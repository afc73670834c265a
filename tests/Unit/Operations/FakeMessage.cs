using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TencentLvb.Unit.Operations;

/// <summary>A request of a fictitious service: a POST with the query in its body and a signature in a header. The response is
/// <c>{"ok":…}</c> or <c>{"no":"word"}</c>.</summary>
internal sealed class FakeMessage<T>(Uri address, string verb, string? stream, RetryClass retry, object? question,
    Func<JsonElement, T> read)
    : TransportMessage<T>
{
    private int _attempts;

    public override string Interface => verb;

    public override string DisplayName => verb + (stream is null ? "" : " for " + stream);

    public override RetryClass Retry => retry;

    public override string WhatMayExist => $"'{stream}' may be changed";

    public override string HowToLook => "Ask the fake service.";

    public override string LogAddress => address + " " + verb;

    public override SignedRequest Sign(DateTimeOffset now) => new(address, JsonSerializer.SerializeToUtf8Bytes(question ?? new { }))
    {
        Headers =
        [
            new("X-Fake-Verb", verb),
            new("Authorization", $"Fake {++_attempts}.{now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}"),
        ],
    };

    public override AttemptResult<T> Read(in TransportAnswer answer)
    {
        using var document = JsonDocument.Parse(Encoding.UTF8.GetString(answer.Body));
        if (document.RootElement.TryGetProperty("ok", out var ok))
        {
            return new AttemptResult<T>(read(ok), null);
        }

        var word = document.RootElement.GetProperty("no").GetString()!;
        var reason = word switch
        {
            "Busy" => LvbErrorReason.Throttled,
            "NobodyKnows" => LvbErrorReason.NeverPushed,
            _ => LvbErrorReason.None,
        };
        return new AttemptFailure(
            new LvbException("LvbApi." + word, $"{DisplayName}: {word}.", "Ask the fake service.") { Interface = verb, Code = word,
                Reason = reason },
            reason == LvbErrorReason.Throttled ? AttemptEffect.None : AttemptEffect.Answered,
            IsTransient: reason == LvbErrorReason.Throttled);
    }
}

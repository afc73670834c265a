using System;
using System.Security;

namespace TencentLvb.Events;

/// <summary>From a body to an event that may be believed as far as its policy goes.</summary>
internal sealed class EventReader(EventPolicy policy, Func<SecureString> key)
{
    private readonly EventVerifier _verifier = new(policy, key);

    /// <exception cref="LvbException">What is wrong with it.</exception>
    public ParsedEvent Read(byte[] body, DateTimeOffset receivedAt)
    {
        var parsed = EventParser.Parse(body);
        parsed.Event.ReceivedAt = receivedAt;
        _verifier.Verify(parsed);
        return parsed;
    }
}

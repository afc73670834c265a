using System.Security;

namespace TencentLvb.Notifications;

/// <summary>Specifies the requirements for a notification to be accepted.</summary>
internal sealed class EventPolicy
{
    /// <summary>The maximum time that <c>t</c> can be in the future; the service sets it ten minutes ahead.</summary>
    public static readonly TimeSpan DefaultMaximumAhead = TimeSpan.FromHours(1);

    public bool SkipVerification { get; init; }

    public bool AllowExpired { get; init; }

    public bool AllowUnsigned { get; init; }

    public TimeSpan MaximumAhead { get; init; } = DefaultMaximumAhead;

    /// <summary>Gets the clock; tests use their own.</summary>
    public Func<DateTimeOffset> Now { get; init; } = () => DateTimeOffset.UtcNow;
}

/// <summary>Verifies a notification's sign and time. The sign covers only <c>t</c>, not the body.</summary>
internal sealed class NotificationVerifier(EventPolicy policy, Func<SecureString> key)
{
    /// <summary>Sets <see cref="LvbEvent.Verified"/> of a notification that is accepted.</summary>
    /// <exception cref="LvbException"><c>LvbEventInvalidSignature</c> or <c>LvbEventExpired</c>.</exception>
    public void Verify(UnverifiedEvent parsed)
    {
        if (policy.SkipVerification)
        {
            return;
        }

        if (parsed.Sign is null || parsed.T is null)
        {
            if (parsed.IsUnsignedKind && policy.AllowUnsigned)
            {
                return;
            }

            throw parsed.IsUnsignedKind ? EventErrors.UnsignedKind(parsed.Event.EventType) : EventErrors.Unsigned(parsed.T is not null);
        }

        if (!SignatureCheck.Matches(key(), parsed.T, parsed.Sign))
        {
            using var none = new SecureString();
            throw SignatureCheck.Matches(none, parsed.T, parsed.Sign) ? EventErrors.EmptyKey() : EventErrors.InvalidSignature();
        }

        CheckTime(parsed);
        parsed.Event.Verified = true;
    }

    private void CheckTime(UnverifiedEvent parsed)
    {
        var now = policy.Now();
        if (SignatureCheck.IsExpired(parsed.Expires, now) && !policy.AllowExpired)
        {
            throw EventErrors.Expired(DateTimeOffset.FromUnixTimeSeconds(parsed.Expires));
        }

        if (SignatureCheck.IsTooFarAhead(parsed.Expires, now, policy.MaximumAhead))
        {
            throw EventErrors.TooFarAhead(policy.MaximumAhead);
        }
    }
}

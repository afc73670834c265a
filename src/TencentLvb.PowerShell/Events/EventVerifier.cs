using System;
using System.Security;
using TencentLvb.Client;

namespace TencentLvb.Events;

/// <summary>What is asked of a notification before it is believed.</summary>
internal sealed class EventPolicy
{
    /// <summary>How far ahead <c>t</c> may lie; the service's own lies ten minutes ahead.</summary>
    public static readonly TimeSpan DefaultMaximumAhead = TimeSpan.FromHours(1);

    public bool SkipVerification { get; init; }

    public bool AllowExpired { get; init; }

    public bool AllowUnsigned { get; init; }

    public TimeSpan MaximumAhead { get; init; } = DefaultMaximumAhead;

    /// <summary>The present; tests have their own.</summary>
    public Func<DateTimeOffset> Now { get; init; } = () => DateTimeOffset.UtcNow;
}

/// <summary>Checks a notification's sign and time. The sign covers <c>t</c> alone, not the body.</summary>
internal sealed class EventVerifier(EventPolicy policy, Func<SecureString> key)
{
    /// <summary>Sets <see cref="LvbEvent.Verified"/> of a notification that may be taken.</summary>
    /// <exception cref="LvbException"><c>LvbEventInvalidSignature</c> or <c>LvbEventExpired</c>.</exception>
    public void Verify(ParsedEvent parsed)
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

            throw EventErrors.Unsigned(parsed.IsUnsignedKind);
        }

        if (!SameSign(LvbSigner.Sign(key(), parsed.T), parsed.Sign))
        {
            throw EventErrors.InvalidSignature();
        }

        CheckTime(parsed);
        parsed.Event.Verified = true;
    }

    /// <summary>Compares without telling by its time how much is right. Upper case is accepted.</summary>
    internal static bool SameSign(string expected, string given)
    {
        if (given.Length != expected.Length)
        {
            return false;
        }

        var difference = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            int c = given[i];
            // 'A'..'F' to lower case, without a branch.
            var isUpper = (('A' - 1 - c) & (c - 'F' - 1)) >> 31;
            difference |= expected[i] ^ (c | (isUpper & 0x20));
        }

        return difference == 0;
    }

    private void CheckTime(ParsedEvent parsed)
    {
        var now = policy.Now().ToUnixTimeSeconds();
        if (now > parsed.Expires && !policy.AllowExpired)
        {
            throw EventErrors.Expired(DateTimeOffset.FromUnixTimeSeconds(Math.Max(0, parsed.Expires)));
        }

        if (parsed.Expires - now > policy.MaximumAhead.TotalSeconds)
        {
            throw EventErrors.TooFarAhead(policy.MaximumAhead);
        }
    }
}

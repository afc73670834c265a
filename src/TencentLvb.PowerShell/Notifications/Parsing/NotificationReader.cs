using System.Security;

namespace TencentLvb.Notifications;

/// <summary>From a body to an event that may be believed as far as its policy goes.</summary>
internal sealed class NotificationReader(EventPolicy policy, Func<SecureString> key)
{
    private readonly NotificationVerifier _verifier = new(policy, key);
    private int _refused;

    /// <summary>Whether a sign was refused since this was asked last: the key may have been rotated.</summary>
    public bool TakeRefusal() => Interlocked.Exchange(ref _refused, 0) != 0;

    /// <summary>Whether <see cref="TakeRefusal"/> has something to take.</summary>
    public bool HasRefusal => Volatile.Read(ref _refused) != 0;

    /// <exception cref="LvbException">What is wrong with it.</exception>
    public UnverifiedEvent Read(byte[] body, DateTimeOffset receivedAt)
    {
        try
        {
            var parsed = NotificationParser.Parse(body, _verifier.Verify);
            parsed.Event.ReceivedAt = receivedAt;
            return parsed;
        }
        catch (LvbException error) when (error.ErrorId == EventErrors.InvalidSignatureId)
        {
            Interlocked.Exchange(ref _refused, 1);
            throw;
        }
    }
}

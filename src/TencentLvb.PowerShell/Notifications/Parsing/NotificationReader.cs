using System.Security;

namespace TencentLvb.Notifications;

/// <summary>Reads and verifies a body according to a policy.</summary>
internal sealed class NotificationReader(EventPolicy policy, Func<SecureString> key)
{
    private readonly NotificationVerifier _verifier = new(policy, key);
    private int _refused;

    /// <summary>Returns whether a sign was refused since the last call: the key may have been rotated.</summary>
    public bool TakeRefusal() => Interlocked.Exchange(ref _refused, 0) != 0;

    /// <summary>Indicates whether <see cref="TakeRefusal"/> would return true.</summary>
    public bool HasRefusal => Volatile.Read(ref _refused) != 0;

    /// <exception cref="LvbException">The notification is invalid.</exception>
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

namespace TencentLvb.Emulator;

/// <summary>Represents a notification for one receiver. Every post sends the same bytes, as in the service.</summary>
internal sealed class Notification(AccountEvent happened, byte[] body, NotificationTarget target)
{
    public AccountEvent Event { get; } = happened;

    public byte[] Body { get; } = body;

    public NotificationTarget Target { get; } = target;

    public string StreamId => Event.Stream.Id;

    public bool IsPicture => Event is PictureTaken;

    public int EventType => Event switch
    {
        PushStarted => 1,
        PushEnded => 0,
        FileRecorded => 100,
        _ => 200,
    };
}

/// <summary>Specifies the receiver of a notification, its signature, and the rules for repeats.</summary>
/// <param name="Receiver">The address.</param>
/// <param name="Signer">The signer; null if it is not signed.</param>
/// <param name="Rule">The rules for repeats.</param>
/// <param name="Newer">Whether it includes the fields that the service added after API 2.0.</param>
internal sealed record NotificationTarget(Uri Receiver, Signer? Signer, RetryRule Rule, bool Newer);

namespace TencentLvb.Emulator;

/// <summary>A notification, ready to be posted to one receiver. Every try sends the same bytes, as the service does.</summary>
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

/// <summary>Where a notification goes, what signs it, and by which rules it is repeated.</summary>
/// <param name="Receiver">The address.</param>
/// <param name="Signer">Null: it is not signed.</param>
/// <param name="Rule">How often and when it is posted again.</param>
/// <param name="Newer">With the fields that the service added after API 2.0.</param>
internal sealed record NotificationTarget(Uri Receiver, Signer? Signer, RetryRule Rule, bool Newer);

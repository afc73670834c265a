namespace TencentLvb.Notifications;

/// <summary>What can be wrong with a notification, the address to listen on, and the spool.</summary>
internal static class EventErrors
{
    public const string InvalidSignatureId = "LvbEventInvalidSignature";
    public const string ExpiredId = "LvbEventExpired";
    public const string MalformedId = "LvbEventMalformed";
    public const string ListenFailedId = "LvbListenFailed";
    public const string SpoolFailedId = "LvbSpoolFailed";

    public static LvbException Malformed(string why, System.Exception? inner = null) => new(
        MalformedId,
        $"This is no LVB notification: {why}.",
        "Hand over the whole body of the request as it came, as a string, bytes, or the object that it was parsed to.",
        inner);

    public static LvbException InvalidSignature() => new(
        InvalidSignatureId,
        "The notification's sign does not fit its t: it was made with another key, or not by the service.",
        "Check that the key is the one of the notifications: the callback key where the console has one (Connect-Lvb -CallbackSecretName), else the API key.");

    public static LvbException Unsigned(bool admissible) => new(
        InvalidSignatureId,
        "The notification carries no sign" + (admissible ? ", as the service sends this kind." : ", though its kind is always signed."),
        admissible
            ? "Use -AllowUnsigned to take kinds that the service does not sign, and trust them only as far as you trust the sender's address."
            : "Do not trust it. Unsigned notifications of this kind do not come from the service.");

    public static LvbException Expired(System.DateTimeOffset expired) => new(
        ExpiredId,
        $"The notification expired at {Local(expired)}.",
        "Check this machine's clock. To take stored notifications again, use -AllowExpired.");

    public static LvbException TooFarAhead(System.TimeSpan ahead) => new(
        ExpiredId,
        $"The notification's t lies further ahead than {ahead:g} (hours:minutes:seconds), which the service does not do.",
        "Check this machine's clock. If such times are right for you, raise -MaximumAhead.");

    public static LvbException ListenFailed(string where, string why, System.Exception? inner = null) => new(
        ListenFailedId,
        $"Can't listen on {where}: {why}",
        "Choose another port with -Prefix, or end the process that holds this one.",
        inner);

    public static LvbException SpoolFailed(string path, string why, System.Exception? inner = null) => new(
        SpoolFailedId,
        $"The spool '{path}' can't be used: {why}",
        "Check that the folder is writable, that the disk has room, and that no other Receive-LvbEvent uses the folder.",
        inner);

    private static string Local(System.DateTimeOffset time) =>
        time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss zzz", System.Globalization.CultureInfo.InvariantCulture);
}

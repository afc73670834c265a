using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace TencentLvb.Notifications;

/// <summary>Creates the errors of notifications, of the address to listen on, and of the spool.</summary>
internal static class EventErrors
{
    public const string InvalidSignatureId = "LvbEventInvalidSignature";
    public const string ExpiredId = "LvbEventExpired";
    public const string MalformedId = "LvbEventMalformed";
    public const string ListenFailedId = "LvbListenFailed";
    public const string SpoolFailedId = "LvbSpoolFailed";

    private const string SetCallbackKey =
        "Set a callback key in the console (or with Set-LvbCallback -CallbackSecretName), and specify the secret that contains it "
        + "with Connect-Lvb -CallbackSecretName. ";

    public static LvbException Malformed(string why, System.Exception? inner = null) => new(
        MalformedId,
        $"This is not an LVB notification: {why}.",
        "Pass the whole request body unchanged: as a string, as bytes, as the parsed object, "
            + "or as the request object that contains it.",
        inner);

    public static LvbException InvalidSignature() => new(
        InvalidSignatureId,
        "The signature of the notification is not valid: sign does not match t. It was created with another key, or it is forged.",
        "Use the key that notifications are signed with: the callback key (Connect-Lvb -CallbackSecretName) "
            + "if one is set in the console, or the API key if none is set.");

    public static LvbException EmptyKey() => new(
        InvalidSignatureId,
        "The notification is signed with an empty key: no callback key seems to be set in the console, "
            + "so anyone can forge such notifications.",
        SetCallbackKey + "To read a stored notification without verification, use ConvertFrom-LvbEvent -SkipVerification.");

    /// <summary>The error for a kind that the service sends without a sign.</summary>
    public static LvbException UnsignedKind(LvbEventType type) => new(
        InvalidSignatureId,
        $"The notification is not signed. The service does not sign notifications of this kind ({(int)type}). -AllowUnsigned accepts them.",
        "To accept such notifications, use -AllowUnsigned. Trust them only as far as you trust the address of the sender.");

    /// <summary>The error for any other kind without a sign.</summary>
    public static LvbException Unsigned(bool hasTime) => new(
        InvalidSignatureId,
        hasTime
            ? "The notification has the field t, but not the field sign."
            : "The notification has neither t nor sign. The service adds both when a callback key is set in the console.",
        SetCallbackKey
            + "Receive-LvbEvent never accepts a notification of this kind without a signature. To read a stored notification, use "
            + "ConvertFrom-LvbEvent -SkipVerification.");

    public static LvbException Expired(System.DateTimeOffset expired) => new(
        ExpiredId,
        $"The notification expired at {Local(expired)}.",
        "Check this machine's clock. To read stored notifications, use -AllowExpired.");

    public static LvbException TooFarAhead(System.TimeSpan ahead) => new(
        ExpiredId,
        $"The time t of the notification is more than {DurationText.Write(ahead)} in the future.",
        "Check this machine's clock. If such times are expected, increase -MaximumAhead.");

    /// <summary>The error for a prefix whose host name has no address.</summary>
    public static LvbException ListenFailed(string prefix, string host, System.Exception inner) => new(
        ListenFailedId,
        $"Cannot listen on {prefix}: the host name '{host}' cannot be resolved.",
        "Use localhost, an address of this machine, or + for all of its addresses.",
        inner);

    /// <summary>The error for an address that cannot be bound.</summary>
    public static LvbException ListenFailed(string prefix, IPAddress address, int port, SocketException error)
    {
        var endPoint = new IPEndPoint(address, port);
        return new LvbException(ListenFailedId, $"Cannot listen on {prefix} ({endPoint}): {error.Message}", error.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse =>
                $"Choose another port with -Prefix, or end the process that is using {endPoint} "
                    + $"(Get-NetTCPConnection -LocalPort {port} on Windows, ss -ltnp on Linux).",
            SocketError.AccessDenied when IsWindows =>
                "The port might be in a reserved range (netsh interface ipv4 show excludedportrange protocol=tcp). "
                    + "Choose another port with -Prefix.",
            SocketError.AccessDenied =>
                "Ports below 1024 require a privilege: choose a higher port with -Prefix and put a reverse proxy in front of it, "
                    + "or grant CAP_NET_BIND_SERVICE (AmbientCapabilities= in a systemd unit).",
            SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported =>
                "Use localhost, an address of this machine, or + for all of its addresses.",
            _ => "Choose another address or port with -Prefix.",
        }, error);
    }

    public static LvbException SpoolFailed(string path, string why, System.Exception? inner = null) => new(
        SpoolFailedId,
        $"The spool '{path}' cannot be used: {why}",
        "Check that the folder is writable, that the disk has free space, and that no other Receive-LvbEvent is using the folder.",
        inner);

    private static bool IsWindows => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    private static string Local(System.DateTimeOffset time) =>
        time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss zzz", System.Globalization.CultureInfo.InvariantCulture);
}

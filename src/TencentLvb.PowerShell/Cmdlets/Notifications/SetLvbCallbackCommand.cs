using System.Management.Automation;
using System.Security;

namespace TencentLvb;

/// <summary>
/// Registers an address for notifications of a push domain and path (API 3.0: callback templates and rules). Other settings are kept, and
/// running the same command twice has the same result. A change takes effect within ten minutes.
/// </summary>
[Cmdlet(VerbsCommon.Set, "LvbCallback", SupportsShouldProcess = true)]
[OutputType(typeof(LvbCallback))]
public sealed class SetLvbCallbackCommand : LvbCallbackCmdlet
{
    private SecureString? _key;

    /// <summary>The address to which notifications are posted: an http or https address that the service can reach.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    public Uri Uri { get; set; } = null!;

    /// <summary>The kinds of events that are posted to it.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [EventTypeArgument]
    public LvbEventType[] EventType { get; set; } = [];

    /// <summary>
    /// The name of the secret that holds the signing key of the notifications. It applies to all addresses of the path. Without it the
    /// key is kept; a path without addresses gets the key of the connection's callback secret.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string? CallbackSecretName { get; set; }

    /// <summary>Creates a separate template for the path if its current template also applies to other paths.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void Check()
    {
        CheckTypes(EventType);
        if (EventType.Length == 0)
        {
            ThrowInvalid("-EventType is an empty list.", "Specify at least one event type, for example StreamStarted.",
                EventType);
        }

        if (!HttpUrl.IsWebWithoutUserInfo(Uri))
        {
            throw HttpUrl.Refused(nameof(Uri), Uri, "for notifications",
                "Specify an http or https address without a user name or password.");
        }
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        var what = $"Post {string.Join(", ", EventType)} to {Uri.OriginalString}"
            + (CallbackSecretName is null ? "" : $", signed with the key of the secret '{CallbackSecretName}'");
        if (!ShouldProcess("notifications for " + Place, what))
        {
            return;
        }

        // The key is read only once, even if several paths are piped in.
        if (CallbackSecretName is not null)
        {
            _key ??= ReadSecret(CallbackSecretName, Account.Settings.Vault);
        }

        var change = Change() with { EventTypes = EventType, Address = Uri, Key = _key, DefaultKey = DefaultKey(), Force = Force };
        if (Try(Backend.SetCallback(change)) is not { } callback)
        {
            return;
        }

        WriteObject(callback);
        if (_key is not null)
        {
            WriteWarning($"The key now signs the notifications to all callback addresses of {callback}.");
        }
        else if (!callback.HasKey)
        {
            WriteWarning(
                $"Notifications for {callback} are not signed. Receive-LvbEvent does not accept them. Specify -CallbackSecretName.");
        }

        WriteWarning($"The change to {callback} takes effect within ten minutes.");
    }

    private SecureString? DefaultKey() => _key is null && Account.CallbackSecretName is not null ? NotificationKey : null;
}

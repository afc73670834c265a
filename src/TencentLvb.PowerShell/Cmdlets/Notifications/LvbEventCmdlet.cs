using System.Management.Automation;
using System.Security;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>
/// The base class of cmdlets that verify notifications. The key is the callback key if there is one, otherwise the API key.
/// </summary>
public abstract class LvbEventCmdlet : LvbKeyCmdlet
{
    private protected LvbEventCmdlet()
    {
    }

    // The receiver's threads read this field.
    private volatile SecureString? _key;
    private SecretRereader<SecureString>? _rereader;

    /// <summary>
    /// Also accepts expired notifications. Required for stored ones; on an open listener it allows old notifications to be replayed.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowExpired { get; set; }

    /// <summary>
    /// Also accepts the kinds that the service sends without a sign, with <c>Verified</c> false: relay tasks (314), older image audits
    /// (317) and older push anomalies (321). Anyone can forge these.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowUnsigned { get; set; }

    /// <summary>
    /// The maximum time that a notification's <c>t</c> can be in the future. Default: 1 hour; the service sets it ten minutes ahead.
    /// </summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration MaximumAhead { get; set; } = EventPolicy.DefaultMaximumAhead;

    /// <inheritdoc/>
    protected override void Check()
    {
        if (MaximumAhead < TimeSpan.Zero)
        {
            ThrowInvalid(
                $"-MaximumAhead {MaximumAhead} is negative.", "Specify a duration of zero or more, for example 10m or 1h.", MaximumAhead);
        }
    }

    /// <summary>Returns the key that signs notifications. Call it on the pipeline thread first.</summary>
    internal SecureString VerificationKey() => _key ??= ResolveKey();

    /// <summary>
    /// Determines, after a refused sign and on the pipeline thread, whether the key's secret now contains another key, which is then
    /// used. If the secret cannot be read, a warning is written. A key that was specified directly is kept.
    /// </summary>
    internal bool TakeRotatedKey()
    {
        try
        {
            var refusedBy = VerificationKey();
            var key = UsesConnection ? NotificationKeyWasRotated(refusedBy) ? NotificationKey : null
                : SecretName is null ? null
                : (_rereader ??= new(SecretKey.Same, alwaysPauses: true)).Rotated(refusedBy, () => ReadSecret(SecretName, Vault));
            _key = key ?? refusedBy;
            return key is not null;
        }
        catch (LvbException error)
        {
            WriteWarning(
                "The signature of a notification was refused, and the secret that contains the key could not be read again. "
                    + error.Message);
            return false;
        }
    }

    internal override SecureString KeyOfConnection() => NotificationKey;
}

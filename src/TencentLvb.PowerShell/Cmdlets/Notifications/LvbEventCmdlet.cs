using System.Management.Automation;
using System.Security;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>
/// What cmdlets that verify notifications have in common. The key is that of the notifications: the callback key where there is one, else
/// the API key.
/// </summary>
public abstract class LvbEventCmdlet : LvbKeyCmdlet
{
    private protected LvbEventCmdlet()
    {
    }

    // Read by the receiver's threads.
    private volatile SecureString? _key;
    private SecretRereader? _rereader;

    /// <summary>
    /// Also accepts notifications whose time is over. Needed for stored ones; on an open listener it lets old ones be repeated.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowExpired { get; set; }

    /// <summary>
    /// Also accepts the kinds that the service sends without a sign, with <c>Verified</c> false: relay tasks (314), older image audits
    /// (317) and older push anomalies (321). Anybody can make those.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowUnsigned { get; set; }

    /// <summary>How far ahead a notification's <c>t</c> may lie. Default: 1 hour; the service's own lies ten minutes ahead.</summary>
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

    /// <summary>The key that notifications are signed with; to be called first on the pipeline thread.</summary>
    internal SecureString VerificationKey() => _key ??= ResolveKey();

    /// <summary>
    /// After a refused sign, on the pipeline thread: whether the key's secret holds another key now, which is then taken. A secret that
    /// cannot be read is a warning. A key that was given itself stays.
    /// </summary>
    internal bool TakeRotatedKey()
    {
        try
        {
            var refusedBy = VerificationKey();
            var key = UsesConnection ? NotificationKeyWasRotated(refusedBy) ? NotificationKey : null
                : SecretName is null ? null
                : (_rereader ??= new SecretRereader(ReadSecret)).Rotated(SecretName, Vault, refusedBy);
            _key = key ?? refusedBy;
            return key is not null;
        }
        catch (LvbException error)
        {
            WriteWarning("A notification's sign was refused, and the key's secret could not be read again. " + error.Message);
            return false;
        }
    }

    internal override SecureString KeyOfConnection() => NotificationKey;
}

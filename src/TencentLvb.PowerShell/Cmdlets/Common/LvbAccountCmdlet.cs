using System.Management.Automation;
using System.Security;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>The base class of cmdlets that use an account: provides a connection and calls to its service.</summary>
public abstract class LvbAccountCmdlet : LvbCmdlet
{
    private AccountResolver? _account;
    private CallRunner? _calls;

    private protected LvbAccountCmdlet()
    {
    }

    /// <summary>The connection to use. Default: the current connection of this session, otherwise the default profile.</summary>
    [Parameter]
    [ConnectionArgument]
    public LvbConnection? Connection { get; set; }

    /// <summary>Gets the connection to use, with its key. Resolved on first use, on the pipeline thread.</summary>
    internal LvbConnection Account => Resolver.WithKey();

    /// <summary>Gets the connection to use. Its key may not have been read yet.</summary>
    internal LvbConnection ConnectionInUse => Resolver.Connection;

    /// <summary>
    /// Gets the service behind the connection. Requires no key: operations can be created, and shown under -WhatIf, before a secret is
    /// read.
    /// </summary>
    internal ILvbBackend Backend => Resolver.Connection.Backend;

    /// <summary>Gets the runner for the cmdlet's calls.</summary>
    internal CallRunner Calls => _calls ??= new CallRunner(this, () => Resolver);

    /// <summary>
    /// Gets the key of the account's notifications: the key in its callback secret, read on first use, otherwise the API key.
    /// </summary>
    internal SecureString NotificationKey => Resolver.NotificationKey;

    private protected sealed override LvbConnection? UsedConnection => _account?.Connection;

    private AccountResolver Resolver => _account ??= AccountResolver.Find(this);

    /// <summary>
    /// Determines whether the key of the notifications differs from the one that refused a notification. Reads its secret again.
    /// </summary>
    internal bool NotificationKeyWasRotated(SecureString refusedBy) => Resolver.NotificationKeyWasRotated(refusedBy);

    /// <summary>
    /// Returns the number of rows to request at once: -PageSize within the limits of the service, otherwise a suitable number.
    /// </summary>
    private protected int RowsPerPage(PageLimits limits, int given) =>
        limits.SizeOf(MyInvocation.BoundParameters.ContainsKey("PageSize") ? given : null);

    private protected override void Complete() => _calls?.Complete();

    private protected override void Told() => _calls?.Told();

    private protected override void Ended(bool wasStopped) => _calls?.Abandon(wasStopped);
}

using System.Management.Automation;
using System.Security;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>What every cmdlet over an account has: a connection, and calls to its service.</summary>
public abstract class LvbAccountCmdlet : LvbCmdlet
{
    private AccountResolver? _account;
    private CallRunner? _calls;

    private protected LvbAccountCmdlet()
    {
    }

    /// <summary>Which account to use; without it the current connection of this session, else the default profile.</summary>
    [Parameter]
    [ConnectionArgument]
    public LvbConnection? Connection { get; set; }

    /// <summary>The connection to use, with its key at hand; resolved on first use, on the pipeline thread.</summary>
    internal LvbConnection Account => Resolver.WithKey();

    /// <summary>The connection to use. Its key may not be at hand yet.</summary>
    internal LvbConnection ConnectionInUse => Resolver.Connection;

    /// <summary>
    /// The service behind the connection. Needs no key: operations can be made, and shown under -WhatIf, before a secret is read.
    /// </summary>
    internal ILvbBackend Backend => Resolver.Connection.Backend;

    /// <summary>Makes the cmdlet's calls.</summary>
    internal CallRunner Calls => _calls ??= new CallRunner(this, () => Resolver);

    /// <summary>The key of the account's notifications: that of its callback secret, read on first use, else the API key.</summary>
    internal SecureString NotificationKey => Resolver.NotificationKey;

    private protected sealed override LvbConnection? UsedConnection => _account?.Connection;

    private AccountResolver Resolver => _account ??= AccountResolver.Find(this);

    /// <summary>
    /// Whether the account's key of the notifications is another one than that which refused one; reads its secret once more.
    /// </summary>
    internal bool NotificationKeyWasRotated(SecureString refusedBy) => Resolver.NotificationKeyWasRotated(refusedBy);

    /// <summary>
    /// How many rows to ask for at once: what -PageSize says, as far as the service allows it, else what suits the service.
    /// </summary>
    private protected int RowsPerPage(PageLimits limits, int given) =>
        limits.SizeOf(MyInvocation.BoundParameters.ContainsKey("PageSize") ? given : null);

    private protected override void Complete() => _calls?.Complete();

    private protected override void Ended() => _calls?.Abandon();
}

using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Ends a connection: discards its key and closes its network connections. If there is no connection to end, it does nothing.
/// </summary>
[Cmdlet(VerbsCommunications.Disconnect, "Lvb")]
public sealed class DisconnectLvbCommand : LvbCmdlet
{
    /// <summary>The connection to end. Default: the current connection of this session.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ConnectionArgument]
    public LvbConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var connection = Connection ?? CurrentConnection.Value ?? CurrentConnection.FromProfile;
        connection?.Close();
        if (connection?.Screenshots.Warning is { } warning)
        {
            WriteWarning(warning);
        }

        if (connection == CurrentConnection.Value)
        {
            CurrentConnection.Value = null;
        }

        if (connection == CurrentConnection.FromProfile)
        {
            CurrentConnection.FromProfile = null;
        }
    }
}

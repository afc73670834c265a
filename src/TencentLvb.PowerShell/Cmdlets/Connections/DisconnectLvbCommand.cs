using System.Management.Automation;

namespace TencentLvb;

/// <summary>Ends a connection: drops its key and closes what is open to the service. Without one to end it does nothing.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Lvb")]
public sealed class DisconnectLvbCommand : LvbCmdlet
{
    /// <summary>The connection to end; without it the current one of this session.</summary>
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

using System.Management.Automation;
using TencentLvb.Connections;

namespace TencentLvb;

/// <summary>Ends a connection: drops its key and closes what is open to the service. Without one to end it does nothing.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Lvb")]
public sealed class DisconnectLvbCommand : PSCmdlet
{
    /// <summary>The connection to end; without it the current one of this session.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ConnectionArgument]
    public LvbConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var current = CurrentConnection.Value;
        var connection = Connection ?? current;
        connection?.Close();
        if (connection == current)
        {
            CurrentConnection.Value = null;
        }
    }
}

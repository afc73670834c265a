using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Gets the current connection of this session; nothing if there is none. The connection of a default profile exists once a cmdlet has
/// used it.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LvbConnection")]
[OutputType(typeof(LvbConnection))]
public sealed class GetLvbConnectionCommand : LvbCmdlet
{
    /// <inheritdoc/>
    protected override void Process()
    {
        if ((CurrentConnection.Value ?? CurrentConnection.FromProfile) is { } connection)
        {
            WriteObject(connection);
        }
    }
}

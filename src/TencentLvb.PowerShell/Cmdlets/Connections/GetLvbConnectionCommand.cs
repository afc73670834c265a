using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Gets the connection that cmdlets of this session use when they are given none; nothing when there is none. One from a default
/// profile is there once a cmdlet has used it.
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

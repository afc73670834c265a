using System.Management.Automation;

namespace LvbBenchFirst;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "LvbBenchFirst")]
public sealed class GetEmptyCommand : PSCmdlet
{
}

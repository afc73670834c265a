using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace TencentLvb.Cmdlets;

/// <summary>
/// Adds the alias property ChannelId to <see cref="Channel"/>. The type gets it once per runspace, when channels are first listed there.
/// A types file would slow down every import, and a member on each object would cost more than passing the object through the pipeline.
/// </summary>
internal static class ChannelIdAlias
{
    private const string Alias = "ChannelId";
    private static readonly ConditionalWeakTable<Runspace, object> Known = new();

    /// <summary>Adds the alias to the type; false if the session does not allow that.</summary>
    public static bool IsOfType()
    {
        var runspace = Runspace.DefaultRunspace;
        return runspace is not null && (bool)Known.GetValue(runspace, _ => AddToType());
    }

    /// <summary>Returns an object that has the alias as its own member.</summary>
    public static PSObject AddTo(Channel channel)
        => OutputDecorator.With(channel, new PSAliasProperty(Alias, nameof(Channel.StreamId)));

    private static bool AddToType()
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand("Microsoft.PowerShell.Utility\\Update-TypeData")
            .AddParameter("TypeName", typeof(Channel).FullName)
            .AddParameter("MemberType", PSMemberTypes.AliasProperty)
            .AddParameter("MemberName", Alias)
            .AddParameter("Value", nameof(Channel.StreamId))
            .AddParameter("Force")
            .AddParameter("WhatIf", false)
            .AddParameter("Confirm", false);
        try
        {
            shell.Invoke();
            return !shell.HadErrors;
        }
        catch (RuntimeException)
        {
            // A session with a fixed set of commands, for example a restricted JEA role, does not have Update-TypeData.
            return false;
        }
    }
}

using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;

namespace TencentLvb.Secrets;

/// <summary>
/// Reads a key with SecretManagement's <c>Get-Secret</c>, on the pipeline thread. Where somebody can answer, in the caller's own
/// runspace: only there a vault can ask for its password. Where nobody can, in a runspace of its own, whose host cannot ask: a
/// locked vault then fails at once instead of waiting for ever. By commands and parameters, never by script text, so that it
/// works in Constrained Language too.
/// </summary>
internal static class SecretReader
{
    private const string GetSecret = SecretErrors.Module + "\\Get-Secret";

    // For a vault that neither answers nor fails. A locked one does not come to this: whoever asks fails at once. Vaults in a
    // cloud may need some seconds to load and sign in.
    private static readonly TimeSpan SilentVault = TimeSpan.FromSeconds(30);

    /// <summary>The key that a secret holds.</summary>
    /// <param name="cmdlet">The cmdlet that needs the key; the call is made on its pipeline thread.</param>
    /// <param name="name">The name of the secret.</param>
    /// <param name="vault">The vault; null asks all vaults.</param>
    /// <param name="stop">Ends the wait when the cmdlet is stopped.</param>
    /// <param name="note">What was cut off at the ends of the key; null for nothing.</param>
    /// <exception cref="LvbException">There is no such key, or it could not be read; says why and what to do.</exception>
    public static SecureString Read(PSCmdlet cmdlet, string name, string? vault, CancellationToken stop, out string? note) =>
        SecretKey.From(Values(cmdlet, name, vault, stop), name, vault, out note);

    /// <summary>What a secret holds besides its key: whose key it is.</summary>
    /// <param name="cmdlet">The cmdlet that needs the key; the call is made on its pipeline thread.</param>
    /// <param name="name">The name of the secret.</param>
    /// <param name="vault">The vault; null asks all vaults.</param>
    /// <param name="stop">Ends the wait when the cmdlet is stopped.</param>
    /// <exception cref="LvbException">There is no such key, or it could not be read; says why and what to do.</exception>
    public static SecretContent ReadContent(PSCmdlet cmdlet, string name, string? vault, CancellationToken stop) =>
        SecretContent.From(Values(cmdlet, name, vault, stop), name, vault);

    private static Collection<PSObject> Values(PSCmdlet cmdlet, string name, string? vault, CancellationToken stop)
    {
        // Also loads the module, if it is not loaded yet.
        var command = cmdlet.InvokeCommand.GetCommand(GetSecret, CommandTypes.Cmdlet | CommandTypes.Function)
            ?? throw SecretErrors.ModuleMissing(name);
        return Interactivity.SomebodyCanAnswer(cmdlet.Host)
            ? ReadHere(cmdlet, name, vault, stop)
            : ReadApart(command.Module, name, vault, stop);
    }

    private static Collection<PSObject> ReadHere(PSCmdlet cmdlet, string name, string? vault, CancellationToken stop)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        // A vault may tell the user something meanwhile, as the address to sign in at.
        shell.Streams.Warning.DataAdded += (_, added) => cmdlet.WriteWarning(LogRedaction.Foreign(shell.Streams.Warning[added.Index].Message));
        using var ended = stop.Register(() => shell.BeginStop(null, null));
        return Invoke(shell, name, vault, static s => s.Invoke(), stop);
    }

    private static Collection<PSObject> ReadApart(PSModuleInfo? module, string name, string? vault, CancellationToken stop)
    {
        // Without a session state of its own a host that has the bare engine alone cannot open one.
        var state = InitialSessionState.CreateDefault2();
        if (module is not null)
        {
            // The very module that the caller sees, wherever it was loaded from.
            state.ImportPSModule(new[] { PathOf(module) });
        }

        var runspace = RunspaceFactory.CreateRunspace(state);
        var shell = PowerShell.Create();
        var isAbandoned = false;
        try
        {
            runspace.Open();
            shell.Runspace = runspace;
            return Invoke(shell, name, vault, s => Wait(s, name, vault, stop, out isAbandoned), stop);
        }
        finally
        {
            if (isAbandoned)
            {
                // Stopping waits for a vault that may never come back: not on this thread.
                shell.BeginStop(_ => Dispose(shell, runspace), null);
            }
            else
            {
                Dispose(shell, runspace);
            }
        }
    }

    private static Collection<PSObject> Wait(PowerShell shell, string name, string? vault, CancellationToken stop, out bool isAbandoned)
    {
        isAbandoned = true;
        var running = shell.BeginInvoke();
        if (WaitHandle.WaitAny(new[] { running.AsyncWaitHandle, stop.WaitHandle }, SilentVault) is var first && first != 0)
        {
            stop.ThrowIfCancellationRequested();
            throw SecretErrors.VaultSilent(name, vault, SilentVault);
        }

        isAbandoned = false;
        using var output = shell.EndInvoke(running);
        return new Collection<PSObject>(new List<PSObject>(output));
    }

    private static Collection<PSObject> Invoke(
        PowerShell shell, string name, string? vault, Func<PowerShell, Collection<PSObject>> run, CancellationToken stop)
    {
        // Whatever the caller's preference: an error that is silenced would look like a secret that does not exist.
        shell.AddCommand(GetSecret).AddParameter("Name", name).AddParameter("ErrorAction", ActionPreference.Continue);
        if (vault is not null)
        {
            shell.AddParameter("Vault", vault);
        }

        try
        {
            var values = run(shell);
            if (shell.InvocationStateInfo.State != PSInvocationState.Completed)
            {
                // Ctrl+C where the vault asks stops the vault alone: here it means the whole command.
                throw new PipelineStoppedException();
            }

            return values.Count > 0 || shell.Streams.Error.Count == 0
                ? values
                : throw SecretErrors.From(shell.Streams.Error[0], shell.Streams.Error[0].Exception, name, vault);
        }
        catch (RuntimeException e)
        {
            stop.ThrowIfCancellationRequested();
            throw e is PipelineStoppedException ? e : SecretErrors.From(e.ErrorRecord, e, name, vault);
        }
    }

    private static string PathOf(PSModuleInfo module)
    {
        var manifest = System.IO.Path.Combine(module.ModuleBase, module.Name + ".psd1");
        return System.IO.File.Exists(manifest) ? manifest : module.Path;
    }

    private static void Dispose(PowerShell shell, Runspace runspace)
    {
        shell.Dispose();
        runspace.Dispose();
    }
}

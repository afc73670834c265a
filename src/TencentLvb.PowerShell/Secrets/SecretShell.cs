using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace TencentLvb.Secrets;

/// <summary>What a command of SecretManagement wrote, and its first error.</summary>
internal readonly record struct SecretOutput(Collection<PSObject> Values, ErrorRecord? Error, Exception? Thrown);

/// <summary>
/// Runs commands of SecretManagement on the pipeline thread: by commands and parameters, never by script text, so that it works in
/// Constrained Language too.
/// </summary>
internal abstract class SecretShell(CancellationToken stop) : IDisposable
{
    /// <summary>
    /// Where somebody can answer, the caller's own runspace: only there a vault can ask for its password. Where nobody can, a runspace of
    /// its own, whose host cannot ask: a locked vault then fails at once instead of waiting for ever.
    /// </summary>
    public static SecretShell For(PSCmdlet cmdlet, PSModuleInfo? module, CancellationToken stop) =>
        Interactivity.SomebodyCanAnswer(cmdlet.Host) ? new CallersShell(cmdlet, stop) : new SeparateShell(module, stop);

    /// <summary>Ends the wait when the cmdlet is stopped.</summary>
    protected CancellationToken Stop { get; } = stop;

    /// <summary>Runs one command.</summary>
    /// <param name="command">Its name in SecretManagement.</param>
    /// <param name="parameters">Its parameters; those that are null are left out.</param>
    /// <exception cref="LvbException">It does not come to an end.</exception>
    public SecretOutput Run(string command, params (string Name, object? Value)[] parameters)
    {
        var shell = Create();
        try
        {
            // Whatever the caller's preference: an error that is silenced would look like a secret that does not exist.
            shell.AddCommand(SecretErrors.Module + "\\" + command).AddParameter("ErrorAction", ActionPreference.Continue);
            foreach (var (name, value) in parameters)
            {
                if (value is not null)
                {
                    shell.AddParameter(name, value);
                }
            }

            var values = Invoke(shell);
            if (shell.InvocationStateInfo.State != PSInvocationState.Completed)
            {
                // Ctrl+C where the vault asks stops the vault alone: here it means the whole command.
                throw new PipelineStoppedException();
            }

            var error = shell.Streams.Error.FirstOrDefault();
            return new SecretOutput(values, error, error?.Exception);
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            Stop.ThrowIfCancellationRequested();
            return new SecretOutput([], e.ErrorRecord, e);
        }
        catch (PipelineStoppedException)
        {
            Stop.ThrowIfCancellationRequested();
            throw;
        }
        finally
        {
            End(shell);
        }
    }

    public abstract void Dispose();

    protected abstract PowerShell Create();

    protected abstract Collection<PSObject> Invoke(PowerShell shell);

    protected virtual void End(PowerShell shell) => shell.Dispose();

    private sealed class CallersShell(PSCmdlet cmdlet, CancellationToken stop) : SecretShell(stop)
    {
        public override void Dispose()
        {
        }

        protected override PowerShell Create()
        {
            var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);

            // A vault may tell the user something meanwhile, such as the address to sign in at.
            shell.Streams.Warning.DataAdded += (_, added)
                => cmdlet.WriteWarning(LogRedaction.Foreign(shell.Streams.Warning[added.Index].Message));
            return shell;
        }

        protected override Collection<PSObject> Invoke(PowerShell shell)
        {
            using var ended = Stop.Register(() => shell.BeginStop(null, null));
            return shell.Invoke();
        }
    }

    private sealed class SeparateShell : SecretShell
    {
        // For a vault that neither answers nor fails. A locked one does not come to this: whoever asks fails at once. Vaults in a
        // cloud may need some seconds to load and sign in.
        private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

        private readonly Runspace _runspace;
        private bool _isAbandoned;

        public SeparateShell(PSModuleInfo? module, CancellationToken stop)
            : base(stop)
        {
            // Without a session state of its own a host that has the bare engine alone cannot open one.
            var state = InitialSessionState.CreateDefault2();
            if (module is not null)
            {
                // The very module that the caller sees, wherever it was loaded from.
                state.ImportPSModule(new[] { PathOf(module) });
            }

            _runspace = RunspaceFactory.CreateRunspace(state);
            _runspace.Open();
        }

        public override void Dispose()
        {
            if (!_isAbandoned)
            {
                _runspace.Dispose();
            }
        }

        protected override PowerShell Create()
        {
            var shell = PowerShell.Create();
            shell.Runspace = _runspace;
            return shell;
        }

        protected override Collection<PSObject> Invoke(PowerShell shell)
        {
            _isAbandoned = true;
            var running = shell.BeginInvoke();
            if (WaitHandle.WaitAny(new[] { running.AsyncWaitHandle, Stop.WaitHandle }, LongestSilence) is var first && first != 0)
            {
                Stop.ThrowIfCancellationRequested();
                throw new SilentVaultException(LongestSilence);
            }

            _isAbandoned = false;
            using var output = shell.EndInvoke(running);
            return new Collection<PSObject>(new List<PSObject>(output));
        }

        protected override void End(PowerShell shell)
        {
            if (!_isAbandoned)
            {
                shell.Dispose();
                return;
            }

            // Stopping waits for a vault that may never come back: not on this thread.
            shell.BeginStop(
                _ =>
                {
                    shell.Dispose();
                    _runspace.Dispose();
                },
                null);
        }

        private static string PathOf(PSModuleInfo module)
        {
            var manifest = System.IO.Path.Combine(module.ModuleBase, module.Name + ".psd1");
            return System.IO.File.Exists(manifest) ? manifest : module.Path;
        }
    }
}

/// <summary>A vault neither answered nor failed.</summary>
internal sealed class SilentVaultException(TimeSpan waited) : Exception
{
    public TimeSpan Waited { get; } = waited;
}

using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace TencentLvb.Secrets;

/// <summary>Represents the output of a SecretManagement command, and its first error.</summary>
internal readonly record struct SecretOutput(Collection<PSObject> Values, ErrorRecord? Error, Exception? Thrown);

/// <summary>
/// Runs SecretManagement commands on the pipeline thread: with commands and parameters, never script text, so that it also works in
/// Constrained Language mode.
/// </summary>
internal abstract class SecretShell(CancellationToken stop) : IDisposable
{
    /// <summary>
    /// Creates a shell. If a user can answer prompts, it is the caller's runspace: only there can a vault ask for its password. Otherwise
    /// it is a separate runspace whose host cannot prompt, so that a locked vault fails immediately instead of waiting forever.
    /// </summary>
    public static SecretShell For(PSCmdlet cmdlet, PSModuleInfo? module, CancellationToken stop) =>
        Interactivity.CanPrompt(cmdlet.Host) ? new CallersShell(cmdlet, stop) : new SeparateShell(module, stop);

    /// <summary>Gets the token that ends the wait when the cmdlet is stopped.</summary>
    protected CancellationToken Stop { get; } = stop;

    /// <summary>Runs a command.</summary>
    /// <param name="command">Its name in SecretManagement.</param>
    /// <param name="parameters">Its parameters; null values are omitted.</param>
    /// <exception cref="LvbException">The command does not complete.</exception>
    public SecretOutput Run(string command, params (string Name, object? Value)[] parameters)
    {
        var shell = Create();
        try
        {
            // Independent of the caller's preference: a suppressed error would look like a secret that does not exist.
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
                // Ctrl+C at the prompt of the vault stops only the vault. Here it means the whole command.
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

            // A vault may display messages in the meantime, for example the address for signing in.
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
        // For a vault that neither responds nor fails. A locked vault is not affected: its prompt fails immediately. Cloud vaults may
        // need some seconds to load and sign in.
        private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

        private readonly Runspace _runspace;
        private bool _isAbandoned;

        public SeparateShell(PSModuleInfo? module, CancellationToken stop)
            : base(stop)
        {
            // Without a separate session state, a host with only the bare engine cannot open a runspace.
            var state = InitialSessionState.CreateDefault2();
            if (module is not null)
            {
                // The same module that the caller uses, wherever it was loaded from.
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

            // Stopping waits for a vault that may never respond, so it must not happen on this thread.
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

/// <summary>Indicates that a vault neither responded nor failed.</summary>
internal sealed class SilentVaultException(TimeSpan waited) : Exception
{
    public TimeSpan Waited { get; } = waited;
}

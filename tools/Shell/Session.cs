using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace TencentLvb.Shell;

/// <summary>One runspace with the staged module, and the way text becomes pipelines in it.</summary>
internal sealed class Session : IDisposable
{
    private const int Interrupted = 130;

    private readonly ShellHost _host;
    private readonly Runspace _runspace;
    private readonly object _gate = new();
    private PowerShell? _running;

    public Session(ShellHost host)
    {
        _host = host;
        Terminal.ConfigureFormatting();

        // CreateDefault wants the Utility and Management modules, which the bare engine doesn't have.
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        _runspace = RunspaceFactory.CreateRunspace(host, state);
        _runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        _runspace.Open();
        Runspace.DefaultRunspace = _runspace;
        _runspace.SessionStateProxy.Path.SetLocation(WildcardPattern.Escape(Environment.CurrentDirectory));
        Console.CancelKeyPress += StopRunning;
    }

    public bool ShouldExit => _host.ShouldExit;

    /// <summary>What <c>exit</c> said, else 1 when the last thing run ended with an error.</summary>
    public int ExitCode => _host.ShouldExit ? _host.ExitCode : LastExitCode;

    private int LastExitCode { get; set; }

    public bool ImportStagedModule()
    {
        var manifest = StagedModule.FindManifest();
        if (manifest is null)
        {
            _host.UI.WriteErrorLine("The module is not built: there is no out/TencentLvb beside this shell. Run: dotnet build");
            return false;
        }

        // Scripts that import the module by its name find this one.
        var modules = Path.GetDirectoryName(Path.GetDirectoryName(manifest)!)!;
        Environment.SetEnvironmentVariable("PSModulePath", modules + Path.PathSeparator + Environment.GetEnvironmentVariable("PSModulePath"));
        return Run(ps => ps.AddCommand("Import-Module").AddParameter("Name", manifest).AddParameter("ErrorAction", ActionPreference.Stop));
    }

    public void RunFile(string path, IReadOnlyList<string> arguments)
    {
        var file = Path.GetFullPath(path);
        if (!File.Exists(file))
        {
            _host.UI.WriteErrorLine($"There is no script '{path}'. An option comes before the script, a command after -Command.");
            LastExitCode = 64;
            return;
        }

        var ast = Parser.ParseFile(file, out _, out var errors);
        if (errors.Length > 0)
        {
            Report(new ParseException(errors));
            LastExitCode = 1;
            return;
        }

        // As a script block, not as a command: `exit 3` in it then reaches the host, as it does with `pwsh -File`.
        var (named, rest) = ScriptArguments.Of(arguments);
        Run(ps => ps.AddScript("param($Script, $Named, $Rest) . $Script @Named @Rest").AddArgument(ast.GetScriptBlock()).AddArgument(named).AddArgument(rest));
    }

    /// <summary>Runs a text. Unlike a script, a command from the command line fails with any error that it shows.</summary>
    public void RunCommand(string text, bool fromPrompt = false)
    {
        Run(ps => ps.AddScript(text), fromPrompt, anyErrorCounts: !fromPrompt);
    }

    /// <summary>Completes the text at the cursor: the longest text that all candidates share, or the only one.</summary>
    public CommandCompletion CompleteInput(string text, int cursor)
    {
        using var ps = PowerShell.Create(_runspace);
        return CommandCompletion.CompleteInput(text, cursor, null, ps);
    }

    public void Dispose()
    {
        Console.CancelKeyPress -= StopRunning;
        _runspace.Dispose();
    }

    private bool Run(Action<PowerShell> build, bool addToHistory = false, bool anyErrorCounts = false)
    {
        using var ps = PowerShell.Create(_runspace);
        build(ps);
        ps.AddCommand("Out-Default");
        ps.Commands.Commands[^1].MergeUnclaimedPreviousCommandResults = PipelineResultTypes.Error | PipelineResultTypes.Output;
        lock (_gate)
        {
            _running = ps;
        }

        var shownBefore = _host.ErrorsShown;
        try
        {
            ps.Invoke(null, new PSInvocationSettings { AddToHistory = addToHistory });
            if (ps.InvocationStateInfo.State == PSInvocationState.Stopped)
            {
                LastExitCode = Interrupted;
                return false;
            }

            LastExitCode = anyErrorCounts && _host.ErrorsShown > shownBefore ? 1 : 0;
            return true;
        }
        catch (PipelineStoppedException)
        {
            LastExitCode = Interrupted;
            return false;
        }
        catch (RuntimeException e)
        {
            Report(e);
            LastExitCode = 1;
            return false;
        }
        finally
        {
            lock (_gate)
            {
                _running = null;
            }
        }
    }

    // An error that ended a pipeline, shown as the engine shows errors: message, place and what to do.
    private void Report(RuntimeException error)
    {
        if (error is ParseException)
        {
            // The engine's view has no place for the errors of a text that never ran; their message has it.
            _host.UI.WriteErrorLine(error.Message);
            return;
        }

        using var ps = PowerShell.Create(_runspace);
        using (_host.ErrorsOnly())
        {
            ps.AddCommand("Out-Default").Invoke(new[] { error.ErrorRecord });
        }
    }

    private void StopRunning(object? sender, ConsoleCancelEventArgs e)
    {
        e.Cancel = true;
        lock (_gate)
        {
            _running?.BeginStop(null, null);
        }
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Security;

namespace TencentLvb.Unit.Cmdlets;

/// <summary>A runspace with the cmdlets of the current build, and a host that records its output.</summary>
internal sealed class TestShell : IDisposable
{
    private readonly Runspace _runspace;

    public TestShell(string hostName = "TestHost")
    {
        Host = new TestHost(hostName);
        _runspace = ModuleRunspace.Open(Host);
    }

    public TestHost Host { get; }

    /// <summary>A connection to a server of the test.</summary>
    public static LvbConnection Connect(Uri address, Func<LvbConnectionSettings, LvbConnectionSettings>? change = null)
    {
        var settings = new LvbConnectionSettings { AppId = 1250000001, Endpoint = address, StatEndpoint = address };
        return new LvbConnection((change ?? (s => s))(settings), Transport.Make.Key());
    }

    public PowerShell Script(string script, params (string Name, object? Value)[] variables)
    {
        foreach (var (name, value) in variables)
        {
            _runspace.SessionStateProxy.SetVariable(name, value);
        }

        var shell = PowerShell.Create();
        shell.Runspace = _runspace;
        return shell.AddScript(script);
    }

    public IReadOnlyList<PSObject> Run(string script, params (string Name, object? Value)[] variables)
    {
        using var shell = Script(script, variables);
        return [.. shell.Invoke()];
    }

    public void Dispose() => _runspace.Dispose();
}

internal sealed class TestHost(string name = "TestHost") : PSHost
{
    private readonly TestUI _ui = new();

    public ConcurrentQueue<string> Warnings => _ui.Warnings;

    public ConcurrentQueue<ProgressRecord> Progress => _ui.Progress;

    /// <summary>Everything that the user could see, in any stream.</summary>
    public ConcurrentQueue<string> Said => _ui.Said;

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => name;

    public override PSHostUserInterface UI => _ui;

    public override Version Version { get; } = new(1, 0);

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }

    private sealed class TestUI : PSHostUserInterface
    {
        public ConcurrentQueue<string> Warnings { get; } = [];

        public ConcurrentQueue<ProgressRecord> Progress { get; } = [];

        public ConcurrentQueue<string> Said { get; } = [];

        public override PSHostRawUserInterface? RawUI => null;

        public override void WriteWarningLine(string message)
        {
            Said.Enqueue(message);
            Warnings.Enqueue(message);
        }

        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
            Said.Enqueue(record.ToString());
            Progress.Enqueue(record);
        }

        public override void Write(string value) => Said.Enqueue(value);

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Said.Enqueue(value);

        public override void WriteLine(string value) => Said.Enqueue(value);

        public override void WriteErrorLine(string value) => Said.Enqueue(value);

        public override void WriteDebugLine(string message) => Said.Enqueue(message);

        public override void WriteVerboseLine(string message) => Said.Enqueue(message);

        public override string ReadLine() => throw new NotSupportedException();

        public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();

        public override Dictionary<string,
            PSObject> Prompt(string caption, string message, System.Collections.ObjectModel.Collection<FieldDescription> descriptions) =>
            throw new NotSupportedException();

        public override int PromptForChoice(string caption, string message,
            System.Collections.ObjectModel.Collection<ChoiceDescription> choices, int defaultChoice) =>
            throw new NotSupportedException();

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
            throw new NotSupportedException();

        public override PSCredential PromptForCredential(
            string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes,
                PSCredentialUIOptions options) =>
            throw new NotSupportedException();
    }
}

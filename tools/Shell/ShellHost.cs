using System.Globalization;
using System.Management.Automation.Host;

namespace TencentLvb.Shell;

/// <summary>What the engine knows as <c>$Host</c>.</summary>
internal sealed class ShellHost(bool nonInteractive) : PSHost
{
    private readonly ShellUI _ui = new(nonInteractive);

    public bool ShouldExit { get; private set; }

    public int ExitCode { get; private set; }

    public override string Name => "TencentLvb Shell";

    public override Version Version => typeof(ShellHost).Assembly.GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    public override PSHostUserInterface UI => _ui;

    /// <summary>How many errors a person could have seen so far: those that nothing caught.</summary>
    public int ErrorsShown => _ui.ErrorsShown;

    /// <summary>Until disposed, what is written as output goes to stderr.</summary>
    public IDisposable ErrorsOnly() => _ui.ErrorsOnly();

    public override void SetShouldExit(int exitCode)
    {
        ShouldExit = true;
        ExitCode = exitCode;
    }

    public override void EnterNestedPrompt() =>
        throw new HostException("This shell has no nested prompt. Choose another answer than Suspend.");

    public override void ExitNestedPrompt()
    {
    }

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}

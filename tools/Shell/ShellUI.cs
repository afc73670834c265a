using System.Management.Automation;
using System.Management.Automation.Host;

namespace TencentLvb.Shell;

/// <summary>Where the engine writes: output to stdout; errors, warnings and the like to stderr; progress where a person looks.</summary>
internal sealed partial class ShellUI(bool nonInteractive) : PSHostUserInterface
{
    private readonly ProgressLine _progress = new();
    private bool _errorsOnly;

    public int ErrorsShown { get; private set; }

    public override PSHostRawUserInterface RawUI { get; } = new ShellRawUI();

    public override bool SupportsVirtualTerminal => Terminal.ColouredOutput;

    /// <summary>Until disposed, what is written as output goes to stderr.</summary>
    public IDisposable ErrorsOnly()
    {
        _errorsOnly = true;
        return new Once(() => _errorsOnly = false);
    }

    public override void Write(string value)
    {
        if (_errorsOnly)
        {
            Put(Console.Error, value, Terminal.ColouredErrors);
        }
        else
        {
            Put(Console.Out, value, Terminal.ColouredOutput);
        }
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
    {
        if (!Terminal.ColouredOutput)
        {
            Write(value);
            return;
        }

        var style = PSStyle.Instance;
        var before = PSStyle.MapForegroundColorToEscapeSequence(foregroundColor) + PSStyle.MapBackgroundColorToEscapeSequence(backgroundColor);
        Write(before + value + style.Reset);
    }

    public override void WriteLine(string value) => Write(value + Environment.NewLine);

    public override void WriteErrorLine(string value)
    {
        ErrorsShown++;
        PutStyled(PSStyle.Instance.Formatting.Error, value);
    }

    public override void WriteWarningLine(string message) => PutStyled(PSStyle.Instance.Formatting.Warning, "WARNING: " + message);

    public override void WriteVerboseLine(string message) => PutStyled(PSStyle.Instance.Formatting.Verbose, "VERBOSE: " + message);

    public override void WriteDebugLine(string message) => PutStyled(PSStyle.Instance.Formatting.Debug, "DEBUG: " + message);

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        if (Terminal.HasKeys && !nonInteractive)
        {
            _progress.Show(record);
        }
    }

    private void PutStyled(string style, string value) =>
        Put(Console.Error, (Terminal.ColouredErrors ? style + value + PSStyle.Instance.Reset : value) + Environment.NewLine, Terminal.ColouredErrors);

    private void Put(TextWriter writer, string? value, bool coloured)
    {
        _progress.Clear();
        writer.Write(coloured ? value : Terminal.Plain(value ?? ""));
    }

    private sealed class Once(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}

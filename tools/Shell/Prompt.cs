using System.Management.Automation;
using System.Management.Automation.Language;

namespace TencentLvb.Shell;

/// <summary>Reads commands and runs them until <c>exit</c> or the end of the input.</summary>
internal sealed class Prompt
{
    private readonly Session _session;
    private readonly LineEditor _editor;
    private readonly Completer _completer;

    public Prompt(Session session)
    {
        _session = session;
        _completer = new Completer(session.CompleteInput);
        _editor = new LineEditor { Complete = _completer.Next };
    }

    public void Run()
    {
        while (!_session.ShouldExit)
        {
            try
            {
                if (ReadCommand() is not { } command)
                {
                    return;
                }

                _session.RunCommand(command, fromPrompt: true);
            }
            catch (PipelineStoppedException)
            {
                // Ctrl+C while typing: a fresh line.
            }
        }
    }

    private string? ReadCommand()
    {
        var text = _editor.Read("PS> ");
        if (text is null)
        {
            return null;
        }

        _editor.Remember(text);
        while (IsIncomplete(text))
        {
            var more = _editor.Read(">> ");
            if (string.IsNullOrEmpty(more))
            {
                break;
            }

            _editor.Remember(more);
            text += Environment.NewLine + more;
        }

        return text;
    }

    private static bool IsIncomplete(string text)
    {
        Parser.ParseInput(text, out _, out var errors);
        return Array.Exists(errors, e => e.IncompleteInput);
    }
}

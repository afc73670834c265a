using System.Management.Automation;

namespace TencentLvb.Shell;

/// <summary>Completion by Tab: each further Tab on the same text gives the next candidate.</summary>
internal sealed class Completer(Func<string, int, CommandCompletion> complete)
{
    private CommandCompletion? _found;
    private string _before = "";
    private string _after = "";
    private (string Text, int Cursor) _last;

    public (string Text, int Cursor)? Next(string text, int cursor)
    {
        if (_found is null || _last != (text, cursor))
        {
            _found = complete(text, cursor);
            if (_found.CompletionMatches.Count > 0)
            {
                _before = text[.._found.ReplacementIndex];
                _after = text[(_found.ReplacementIndex + _found.ReplacementLength)..];
            }
        }

        if (_found.GetNextResult(forward: true) is not { } candidate)
        {
            _found = null;
            return null;
        }

        var completed = _before + candidate.CompletionText;
        _last = (completed + _after, completed.Length);
        return _last;
    }
}

using System.Management.Automation;
using System.Security;
using System.Text;

namespace TencentLvb.Shell;

/// <summary>Reads one line: with arrow keys, history and completion on a terminal, plainly from a pipe or file.</summary>
internal sealed class LineEditor
{
    private readonly List<string> _history = [];
    private readonly StringBuilder _line = new();
    private string _prompt = "";
    private int _cursor;
    private int _row;

    /// <summary>Gives the whole line and the cursor after completing it there, or null; the line and the cursor go in.</summary>
    public Func<string, int, (string Text, int Cursor)?>? Complete { get; init; }

    public void Remember(string line)
    {
        if (line.Length > 0 && (_history.Count == 0 || _history[^1] != line))
        {
            _history.Add(line);
        }
    }

    /// <summary>The line, or null at the end of the input.</summary>
    /// <exception cref="PipelineStoppedException">Ctrl+C was pressed.</exception>
    public string? Read(string prompt)
    {
        if (!Terminal.HasKeys)
        {
            Console.Out.Write(prompt);
            return Console.In.ReadLine();
        }

        _prompt = prompt;
        _line.Clear();
        _cursor = _row = 0;
        var place = _history.Count;
        Console.TreatControlCAsInput = true;
        try
        {
            Draw();
            while (true)
            {
                var key = Console.ReadKey(intercept: true);
                if (key.Key == ConsoleKey.Enter)
                {
                    _cursor = _line.Length;
                    Draw();
                    Console.Out.WriteLine();
                    return _line.ToString();
                }

                if (key.Key == ConsoleKey.D && key.Modifiers == ConsoleModifiers.Control && _line.Length == 0)
                {
                    Console.Out.WriteLine();
                    return null;
                }

                if (key.Key is ConsoleKey.UpArrow or ConsoleKey.DownArrow)
                {
                    place = Math.Clamp(place + (key.Key == ConsoleKey.UpArrow ? -1 : 1), 0, _history.Count);
                    Replace(place < _history.Count ? _history[place] : "");
                }
                else
                {
                    Edit(key);
                }

                Draw();
            }
        }
        finally
        {
            Console.TreatControlCAsInput = false;
        }
    }

    /// <summary>A line that is not shown while it is typed.</summary>
    public static SecureString ReadSecure(string prompt)
    {
        Console.Out.Write(prompt);
        var secret = new SecureString();
        if (Console.IsInputRedirected)
        {
            foreach (var c in Console.In.ReadLine() ?? "")
            {
                secret.AppendChar(c);
            }

            return secret;
        }

        Console.TreatControlCAsInput = true;
        try
        {
            while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
            {
                StopOnControlC(key);
                if (key.Key == ConsoleKey.Backspace && secret.Length > 0)
                {
                    secret.RemoveAt(secret.Length - 1);
                }
                else if (!char.IsControl(key.KeyChar))
                {
                    secret.AppendChar(key.KeyChar);
                }
            }

            Console.Out.WriteLine();
            return secret;
        }
        finally
        {
            Console.TreatControlCAsInput = false;
        }
    }

    private void Edit(ConsoleKeyInfo key)
    {
        StopOnControlC(key);
        switch (key.Key)
        {
            case ConsoleKey.LeftArrow:
                _cursor = Math.Max(_cursor - 1, 0);
                break;
            case ConsoleKey.RightArrow:
                _cursor = Math.Min(_cursor + 1, _line.Length);
                break;
            case ConsoleKey.Home:
                _cursor = 0;
                break;
            case ConsoleKey.End:
                _cursor = _line.Length;
                break;
            case ConsoleKey.Backspace when _cursor > 0:
                _line.Remove(--_cursor, 1);
                break;
            case ConsoleKey.Delete when _cursor < _line.Length:
                _line.Remove(_cursor, 1);
                break;
            case ConsoleKey.Escape:
                Replace("");
                break;
            case ConsoleKey.Tab:
                if (Complete?.Invoke(_line.ToString(), _cursor) is { } completed)
                {
                    Replace(completed.Text);
                    _cursor = completed.Cursor;
                }

                break;
            default:
                if (!char.IsControl(key.KeyChar))
                {
                    _line.Insert(_cursor++, key.KeyChar);
                }

                break;
        }
    }

    private static void StopOnControlC(ConsoleKeyInfo key)
    {
        if (key.Key == ConsoleKey.C && key.Modifiers == ConsoleModifiers.Control)
        {
            Console.Out.WriteLine("^C");
            throw new PipelineStoppedException();
        }
    }

    private void Replace(string text)
    {
        _line.Clear().Append(text);
        _cursor = _line.Length;
    }

    // Draws prompt and line anew from where the prompt stands, over as many rows as they take, and leaves the cursor in its place.
    private void Draw()
    {
        var width = Terminal.Width;
        var text = new StringBuilder(_row > 0 ? $"\u001b[{_row}A" : "").Append("\r\u001b[J").Append(_prompt).Append(_line);
        var end = _prompt.Length + _line.Length;
        if (end % width == 0 && end > 0)
        {
            // A full row leaves the cursor on its last column until something follows.
            text.Append("\r\n");
        }

        var place = _prompt.Length + _cursor;
        _row = place / width;
        var up = (end / width) - _row;
        text.Append(up > 0 ? $"\u001b[{up}A" : "").Append('\r');
        text.Append(place % width > 0 ? $"\u001b[{place % width}C" : "");
        Console.Out.Write(text);
    }
}

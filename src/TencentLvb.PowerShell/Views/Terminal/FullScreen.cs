using System.Globalization;
using System.Text;

namespace TencentLvb.Views;

/// <summary>
/// Uses the whole window until it is disposed: on the terminal's alternate screen, without a cursor. Only changed lines are written, in
/// one operation, to avoid flicker. At the end the terminal is always restored, and the last frame remains visible.
/// </summary>
internal sealed class FullScreen : IDisposable
{
    private const string Enter = "\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[2J";
    private const string Leave = "\u001b[0m\u001b[?7h\u001b[?25h\u001b[?1049l";
    private const string BeginUpdate = "\u001b[?2026h";
    private const string EndUpdate = "\u001b[?2026l";

    private readonly object _gate = new();
    private readonly ITerminal _terminal;
    private IReadOnlyList<string> _shown = [];
    private (int Width, int Height) _size;
    private bool _isOpen = true;

    public FullScreen(ITerminal terminal)
    {
        _terminal = terminal;
        _size = terminal.Size;
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        _terminal.Write(Enter);
    }

    /// <summary>Gets or sets whether the last line belongs to the frame that remains; the line with the keys does not.</summary>
    public bool KeepsLastLine { get; set; }

    /// <summary>Shows a frame: a line of text for each line of the window.</summary>
    public void Show(IReadOnlyList<string> lines)
    {
        var size = _terminal.Size;
        var update = new StringBuilder(BeginUpdate);
        var isNew = size != _size;
        if (isNew)
        {
            update.Append("\u001b[2J");
            _size = size;
        }

        var begun = update.Length;
        for (var i = 0; i < lines.Count; i++)
        {
            if (isNew || i >= _shown.Count || _shown[i] != lines[i])
            {
                var row = (i + 1).ToString(CultureInfo.InvariantCulture);
                update.Append("\u001b[").Append(row).Append(";1H").Append(lines[i]).Append("\u001b[K");
            }
        }

        _shown = lines;
        lock (_gate)
        {
            if (_isOpen && (isNew || update.Length > begun))
            {
                _terminal.Write(update.Append(EndUpdate).ToString());
            }
        }
    }

    /// <summary>Writes every line of the next frame, because another program may have written to the terminal.</summary>
    public void Invalidate() => _shown = [];

    public void Dispose()
    {
        if (Close())
        {
            _terminal.Write(LastPicture());
        }
    }

    private bool Close()
    {
        lock (_gate)
        {
            if (!_isOpen)
            {
                return false;
            }

            _isOpen = false;
            AppDomain.CurrentDomain.ProcessExit -= OnExit;
            _terminal.Write(Leave);
            return true;
        }
    }

    // The process is ended from outside. The shell must have a cursor afterward.
    private void OnExit(object? sender, EventArgs e) => Close();

    // Without the empty lines that fill the window.
    private string LastPicture()
    {
        var picture = new StringBuilder();
        for (var i = 0; i < _shown.Count - (KeepsLastLine ? 0 : 1); i++)
        {
            if (_shown[i].Length > 0)
            {
                picture.Append(_shown[i]).Append(Environment.NewLine);
            }
        }

        return picture.ToString();
    }
}

using System.Globalization;
using System.Text;

namespace TencentLvb.Unit.Views;

/// <summary>What a terminal shows after it was written to: text, cursor addresses, erasing, the alternate screen. Any other unknown
/// sequence, except colors, fails the test.</summary>
internal sealed class ScreenModel(int width, int height)
{
    private readonly StringBuilder _pending = new();
    private char[][] _main = Blank(width, height);
    private char[][]? _second;
    private (int Row, int Column) _saved;
    private int _row;
    private int _column;

    public (int Width, int Height) Size { get; private set; } = (width, height);

    public bool HasCursor { get; private set; } = true;

    public bool Wraps { get; private set; } = true;

    public bool IsOnSecondScreen => _second is not null;

    public IReadOnlyList<string> Lines => [.. Cells.Select(line => new string(line).TrimEnd())];

    private char[][] Cells => _second ?? _main;

    public void Resize(int columns, int lines)
    {
        Size = (columns, lines);
        _main = Blank(columns, lines);
        _second = _second is null ? null : Blank(columns, lines);
        (_row, _column) = (0, 0);
    }

    public void Write(string text)
    {
        _pending.Append(text);
        var all = _pending.ToString();
        _pending.Clear();
        for (var i = 0; i < all.Length; i++)
        {
            if (all[i] != '\u001b')
            {
                Put(all[i]);
                continue;
            }

            var end = i + 1;
            while (end < all.Length && !(char.IsLetter(all[end]) || all[end] is '=' or '>'))
            {
                end++;
            }

            if (end >= all.Length)
            {
                _pending.Append(all, i, all.Length - i);
                return;
            }

            Obey(all[(i + 1)..(end + 1)]);
            i = end;
        }
    }

    private void Obey(string sequence)
    {
        switch (sequence)
        {
            case "[?1049h":
                _second = Blank(Size.Width, Size.Height);
                _saved = (_row, _column);
                return;
            case "[?1049l":
                _second = null;
                (_row, _column) = _saved;
                return;
            case "[?25h" or "[?25l":
                HasCursor = sequence[^1] == 'h';
                return;
            case "[?7h" or "[?7l":
                Wraps = sequence[^1] == 'h';
                return;
            case "[2J":
                Array.ForEach(Cells, line => Array.Fill(line, ' '));
                return;
            case "[K":
                Array.Fill(Cells[_row], ' ', Math.Min(_column, Size.Width - 1), Size.Width - Math.Min(_column, Size.Width - 1));
                return;
            case "[?2026h" or "[?2026l" or "[?1h" or "[?1l" or "=" or ">":
                return;
        }

        if (sequence[^1] == 'H')
        {
            var parts = sequence[1..^1].Split(';');
            _row = parts[0].Length == 0 ? 0 : int.Parse(parts[0], CultureInfo.InvariantCulture) - 1;
            _column = parts.Length < 2 ? 0 : int.Parse(parts[1], CultureInfo.InvariantCulture) - 1;
            return;
        }

        Assert.True(sequence[^1] == 'm', $"Unknown sequence: {sequence}");
    }

    private void Put(char character)
    {
        switch (character)
        {
            case '\r':
                _column = 0;
                break;
            case '\n':
                _column = 0;
                _row++;
                break;
            default:
                if (_column < Size.Width)
                {
                    Cells[_row][_column] = character;
                }

                _column++;
                break;
        }

        if (_row >= Size.Height)
        {
            Array.Copy(Cells, 1, Cells, 0, Size.Height - 1);
            Cells[Size.Height - 1] = Blank(Size.Width, 1)[0];
            _row = Size.Height - 1;
        }
    }

    private static char[][] Blank(int columns, int lines) =>
        [.. Enumerable.Range(0, lines).Select(_ => new string(' ', columns).ToCharArray())];
}

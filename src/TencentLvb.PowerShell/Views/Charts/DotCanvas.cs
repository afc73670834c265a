namespace TencentLvb.Views;

/// <summary>Draws lines in text cells: eight braille dots per cell, or one mark in ASCII. The origin is at the lower left.</summary>
internal sealed class DotCanvas
{
    private const char EmptyBraille = '\u2800';

    // The bit of each dot in a braille cell, by column and then by row from the bottom.
    private static readonly int[,] Bits = { { 0x40, 0x04, 0x02, 0x01 }, { 0x80, 0x20, 0x10, 0x08 } };

    private readonly bool _ascii;
    private readonly char[][] _cells;

    public DotCanvas(int columns, int rows, bool ascii)
    {
        _ascii = ascii;
        (Width, Height) = ascii ? (columns, rows) : (columns * 2, rows * 4);
        _cells = new char[rows][];
        for (var row = 0; row < rows; row++)
        {
            _cells[row] = new string(' ', columns).ToCharArray();
        }
    }

    /// <summary>Gets the width in dots.</summary>
    public int Width { get; }

    /// <summary>Gets the height in dots.</summary>
    public int Height { get; }

    private int DotsAcross => _ascii ? 1 : 2;

    private int DotsUp => _ascii ? 1 : 4;

    /// <summary>Returns the text of a row of cells, counted from the top.</summary>
    public string Row(int row) => new(_cells[row]);

    /// <summary>Draws a line between two dots; in ASCII with marks.</summary>
    public void Line(int x0, int y0, int x1, int y1, char mark)
    {
        var steps = Math.Max(1, Math.Max(Math.Abs(x1 - x0), Math.Abs(y1 - y0)));
        for (var i = 0; i <= steps; i++)
        {
            var part = (double)i / steps;
            Dot((int)Math.Round(x0 + ((x1 - x0) * part)), (int)Math.Round(y0 + ((y1 - y0) * part)), mark);
        }
    }

    /// <summary>Puts a mark over the cell of a dot, unless it has another mark. Returns whether it did.</summary>
    public bool Mark(int x, int y, char mark)
    {
        ref var cell = ref Cell(x, y);
        if (!_ascii && (cell is ' ' || IsBraille(cell)))
        {
            cell = mark;
            return true;
        }

        return false;
    }

    private void Dot(int x, int y, char mark)
    {
        ref var cell = ref Cell(x, y);
        if (_ascii)
        {
            // Where two series meet, their marks alternate.
            cell = cell == ' ' || x % 2 == 1 ? mark : cell;
        }
        else if (cell is ' ' || IsBraille(cell))
        {
            cell = (char)((cell == ' ' ? EmptyBraille : cell) | Bits[x % 2, y % 4]);
        }
    }

    private static bool IsBraille(char cell) => cell is >= EmptyBraille and <= '\u28FF';

    private ref char Cell(int x, int y) => ref _cells[_cells.Length - 1 - (y / DotsUp)][x / DotsAcross];
}

namespace TencentLvb.Views;

/// <summary>What the person at the terminal has chosen: order, filter, and where the table is scrolled to.</summary>
internal sealed class LiveView(LiveSort sort)
{
    public LiveSort Sort { get; private set; } = sort;

    /// <summary>Only ids that contain this.</summary>
    public string Filter { get; private set; } = "";

    /// <summary>Whether the filter is being typed.</summary>
    public bool IsTyping { get; private set; }

    /// <summary>The first row to be seen; the renderer keeps it within the rows.</summary>
    public int Top { get; set; }

    /// <summary>How many rows the last frame showed.</summary>
    public int PageSize { get; set; } = 1;

    /// <summary>Takes a key. Returns false when it ends the table.</summary>
    public bool Take(ConsoleKeyInfo key)
    {
        if (IsTyping)
        {
            Type(key);
            return true;
        }

        switch (key.Key)
        {
            case ConsoleKey.UpArrow:
                Top--;
                break;
            case ConsoleKey.DownArrow:
                Top++;
                break;
            case ConsoleKey.PageUp:
                Top -= PageSize;
                break;
            case ConsoleKey.PageDown or ConsoleKey.Spacebar:
                Top += PageSize;
                break;
            case ConsoleKey.Home:
                Top = 0;
                break;
            case ConsoleKey.End:
                Top = int.MaxValue;
                break;
            case ConsoleKey.Escape:
                (Filter, Top) = ("", 0);
                break;
            default:
                return TakeCharacter(key.KeyChar);
        }

        return true;
    }

    private bool TakeCharacter(char character)
    {
        switch (character)
        {
            case 'q' or 'Q':
                return false;
            case 's' or 'S':
                (Sort, Top) = (LiveOrder.Next(Sort), 0);
                break;
            case '/':
                IsTyping = true;
                break;
        }

        return true;
    }

    private void Type(ConsoleKeyInfo key)
    {
        switch (key.Key)
        {
            case ConsoleKey.Enter:
                IsTyping = false;
                break;
            case ConsoleKey.Escape:
                (IsTyping, Filter) = (false, "");
                break;
            case ConsoleKey.Backspace:
                Filter = Filter.Length == 0 ? "" : Filter.Substring(0, Filter.Length - 1);
                break;
            default:
                Filter += char.IsControl(key.KeyChar) ? "" : key.KeyChar.ToString();
                break;
        }

        Top = 0;
    }
}

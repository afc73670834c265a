namespace TencentLvb.Views;

/// <summary>Holds the user's choices: order, filter, and scroll position.</summary>
internal sealed class LiveView(LiveSort sort)
{
    public LiveSort Sort { get; private set; } = sort;

    /// <summary>Gets the text that IDs must contain.</summary>
    public string Filter { get; private set; } = "";

    /// <summary>Gets whether the filter is being typed.</summary>
    public bool IsTyping { get; private set; }

    /// <summary>Gets or sets the first visible row; the renderer limits it to the rows.</summary>
    public int Top { get; set; }

    /// <summary>Gets or sets the number of rows in the last frame.</summary>
    public int PageSize { get; set; } = 1;

    /// <summary>Processes a key. Returns false if it ends the table.</summary>
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

namespace TencentLvb.Views;

/// <summary>A terminal that a full-screen view draws on and reads keys from.</summary>
internal interface ITerminal
{
    /// <summary>The size of the window in columns and lines. It may change at any time.</summary>
    (int Width, int Height) Size { get; }

    /// <summary>The next key that was pressed; null when there is none.</summary>
    ConsoleKeyInfo? ReadKey();

    /// <summary>Writes text with escape sequences, all of it at once.</summary>
    void Write(string text);
}

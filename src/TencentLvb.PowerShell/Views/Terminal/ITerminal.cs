namespace TencentLvb.Views;

/// <summary>Represents a terminal on which a full-screen view draws and reads keys.</summary>
internal interface ITerminal
{
    /// <summary>Gets the size of the window in columns and lines. It may change at any time.</summary>
    (int Width, int Height) Size { get; }

    /// <summary>Returns the next key that was pressed; null if there is none.</summary>
    ConsoleKeyInfo? ReadKey();

    /// <summary>Writes text with escape sequences in one operation.</summary>
    void Write(string text);
}

namespace TencentLvb.Views;

/// <summary>Represents the console of this process.</summary>
internal sealed class ConsoleTerminal : ITerminal
{
    private const int UsualWidth = 80;
    private const int UsualHeight = 24;

    public (int Width, int Height) Size
    {
        get
        {
            try
            {
                var (width, height) = (Console.WindowWidth, Console.WindowHeight);
                return (width > 0 ? width : UsualWidth, height > 1 ? height : UsualHeight);
            }
            catch (IOException)
            {
                return (UsualWidth, UsualHeight);
            }
        }
    }

    /// <summary>Gets whether the output goes to a terminal.</summary>
    public static bool HasOutput
    {
        get
        {
            try
            {
                return !Console.IsOutputRedirected;
            }
            catch (Exception e) when (e is IOException or InvalidOperationException or PlatformNotSupportedException)
            {
                return false;
            }
        }
    }

    public ConsoleKeyInfo? ReadKey()
    {
        try
        {
            return Console.KeyAvailable ? Console.ReadKey(intercept: true) : null;
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // The input is not a terminal, so only Ctrl+C can end the view.
            return null;
        }
    }

    public void Write(string text)
    {
        Console.Out.Write(text);
        Console.Out.Flush();
    }
}

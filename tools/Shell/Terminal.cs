using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Runtime.InteropServices;

namespace TencentLvb.Shell;

/// <summary>What the terminal can do: colour, cursor movement, keys one by one.</summary>
internal static partial class Terminal
{
    /// <summary>Columns assumed where no terminal says.</summary>
    public const int DefaultWidth = 120;

    private static readonly bool Ansi =
        Environment.GetEnvironmentVariable("TERM") != "dumb" && (!OperatingSystem.IsWindows() || EnableWindowsVirtualTerminal());

    public static bool HasKeys { get; } = !Console.IsInputRedirected && !Console.IsOutputRedirected && Ansi;

    public static bool ColouredOutput { get; } = Ansi && !Console.IsOutputRedirected && !NoColor;

    public static bool ColouredErrors { get; } = Ansi && !Console.IsErrorRedirected && !NoColor;

    public static int Width
    {
        get
        {
            var width = Console.IsOutputRedirected ? 0 : Console.BufferWidth;
            return width > 0 ? width : DefaultWidth;
        }
    }

    // https://no-color.org: any text but the empty one.
    private static bool NoColor => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>Tells the engine's formatting not to colour what nobody sees in colour.</summary>
    public static void ConfigureFormatting() =>
        PSStyle.Instance.OutputRendering = ColouredOutput || ColouredErrors ? OutputRendering.Host : OutputRendering.PlainText;

    public static string Plain(string text) => new StringDecorated(text).ToString(OutputRendering.PlainText);

    private static bool EnableWindowsVirtualTerminal()
    {
        const int standardOutput = -11;
        const int virtualTerminalProcessing = 4;
        var handle = GetStdHandle(standardOutput);
        return GetConsoleMode(handle, out var mode) && SetConsoleMode(handle, mode | virtualTerminalProcessing);
    }

    [LibraryImport("kernel32")]
    private static partial nint GetStdHandle(int which);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetConsoleMode(nint handle, out int mode);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetConsoleMode(nint handle, int mode);
}

using System.Management.Automation.Host;

namespace TencentLvb.Shell;

/// <summary>Sizes, colours and keys of the console. The buffer's cells are out of reach on most terminals and not offered.</summary>
internal sealed class ShellRawUI : PSHostRawUserInterface
{
    private const int DefaultHeight = 50;

    public override ConsoleColor ForegroundColor
    {
        get => Console.ForegroundColor;
        set => Console.ForegroundColor = value;
    }

    public override ConsoleColor BackgroundColor
    {
        get => Console.BackgroundColor;
        set => Console.BackgroundColor = value;
    }

    public override Size BufferSize
    {
        get => new(Terminal.Width, Console.IsOutputRedirected ? DefaultHeight : Math.Max(Console.BufferHeight, 1));
        set { }
    }

    public override Size WindowSize
    {
        get => new(Terminal.Width, Console.IsOutputRedirected ? DefaultHeight : Math.Max(Console.WindowHeight, 1));
        set { }
    }

    public override Size MaxWindowSize => WindowSize;

    public override Size MaxPhysicalWindowSize => WindowSize;

    public override Coordinates WindowPosition { get; set; }

    public override Coordinates CursorPosition
    {
        get => Console.IsOutputRedirected ? default : new(Console.CursorLeft, Console.CursorTop);
        set
        {
            if (!Console.IsOutputRedirected)
            {
                Console.SetCursorPosition(value.X, value.Y);
            }
        }
    }

    public override int CursorSize { get; set; } = 25;

    public override string WindowTitle { get; set; } = "TencentLvb";

    public override bool KeyAvailable => !Console.IsInputRedirected && Console.KeyAvailable;

    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        var key = Console.ReadKey((options & ReadKeyOptions.NoEcho) != 0);
        ControlKeyStates state = 0;
        state |= (key.Modifiers & ConsoleModifiers.Shift) != 0 ? ControlKeyStates.ShiftPressed : 0;
        state |= (key.Modifiers & ConsoleModifiers.Alt) != 0 ? ControlKeyStates.LeftAltPressed : 0;
        state |= (key.Modifiers & ConsoleModifiers.Control) != 0 ? ControlKeyStates.LeftCtrlPressed : 0;
        return new KeyInfo((int)key.Key, key.KeyChar, state, keyDown: true);
    }

    public override void FlushInputBuffer()
    {
        while (KeyAvailable)
        {
            Console.ReadKey(intercept: true);
        }
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException("This shell cannot read the screen.");

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw new NotSupportedException("This shell cannot scroll parts of the screen.");

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) =>
        throw new NotSupportedException("This shell cannot write to places of the screen.");

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
    {
        // Clear-Host asks for exactly this; other rectangles are out of reach.
        if (rectangle.Left == -1 && !Console.IsOutputRedirected)
        {
            Console.Clear();
        }
    }
}

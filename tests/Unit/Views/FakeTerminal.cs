using System.Collections.Concurrent;

namespace TencentLvb.Unit.Views;

/// <summary>An in-memory terminal.</summary>
internal sealed class FakeTerminal(int width, int height) : ITerminal
{
    private readonly ConcurrentQueue<ConsoleKeyInfo> _keys = [];

    public ScreenModel Screen { get; } = new(width, height);

    public ConcurrentQueue<string> Written { get; } = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (Screen)
            {
                return Screen.Lines;
            }
        }
    }

    public (int Width, int Height) Size
    {
        get
        {
            lock (Screen)
            {
                return Screen.Size;
            }
        }
    }

    public ConsoleKeyInfo? ReadKey() => _keys.TryDequeue(out var key) ? key : null;

    public void Press(char character, ConsoleKey key = ConsoleKey.None) =>
        _keys.Enqueue(new ConsoleKeyInfo(character, key, false, false, false));

    public void Resize(int columns, int lines)
    {
        lock (Screen)
        {
            Screen.Resize(columns, lines);
        }
    }

    public void Write(string text)
    {
        Written.Enqueue(text);
        lock (Screen)
        {
            Screen.Write(text);
        }
    }
}

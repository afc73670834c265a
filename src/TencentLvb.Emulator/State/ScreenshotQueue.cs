using System.Globalization;

namespace TencentLvb.Emulator;

/// <summary>Represents a picture of a stream.</summary>
internal sealed class Picture(EmulatedStream stream, DateTimeOffset createdAt, int number)
{
    public EmulatedStream Stream { get; } = stream;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    /// <summary>Gets the path in the service's format: a folder for the day, the stream, the time of day in China, the size.</summary>
    public string Path { get; } = string.Format(
        CultureInfo.InvariantCulture,
        "/{0}/{1}-screenshot-{2}{3}-{4}x{5}.jpg",
        ChinaTime.Format(createdAt, "yyyy-MM-dd"),
        stream.Id,
        ChinaTime.Format(createdAt, "HH-mm-ss"),
        number == 0 ? "" : "-" + Wire.Text(number),
        stream.Width,
        stream.Height);
}

/// <summary>Represents the queue of screenshots. Reading removes them.</summary>
internal sealed class ScreenshotQueue
{
    private readonly Queue<Picture> _waiting = new();
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    public int Count => _waiting.Count;

    /// <summary>Determines whether a picture with this path was ever added, even if it was read.</summary>
    public bool Knows(string path) => _paths.Contains(path);

    public Picture Add(EmulatedStream stream, DateTimeOffset now)
    {
        // Several pictures in one second are numbered, so that each has a unique path.
        Picture picture;
        var number = 0;
        do
        {
            picture = new Picture(stream, now, number++);
        }
        while (!_paths.Add(picture.Path));

        if (_paths.Count > 100_000)
        {
            _paths.Clear();
        }

        _waiting.Enqueue(picture);
        return picture;
    }

    public IReadOnlyList<Picture> Take(int count) =>
        [.. Enumerable.Range(0, Math.Min(count, _waiting.Count)).Select(_ => _waiting.Dequeue())];
}

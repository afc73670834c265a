using System.Collections.Concurrent;
using System.Collections.Generic;

namespace TencentLvb;

/// <summary>Screenshots that were taken from the service's queue and have not been emitted yet. Nothing else holds them.</summary>
internal sealed class ScreenshotBacklog
{
    private readonly ConcurrentQueue<Screenshot> _waiting = new();

    public int Count => _waiting.Count;

    public void Add(IEnumerable<Screenshot> screenshots)
    {
        foreach (var screenshot in screenshots)
        {
            _waiting.Enqueue(screenshot);
        }
    }

    /// <summary>The oldest, left in place until it has been emitted.</summary>
    public bool TryPeek(out Screenshot screenshot) => _waiting.TryPeek(out screenshot!);

    /// <summary>Takes the oldest out, after it has been emitted.</summary>
    public void RemoveFirst() => _waiting.TryDequeue(out _);
}

namespace TencentLvb.Cmdlets;

/// <summary>
/// Lists the screenshots of one stream from the records of their notifications, and continues after the newest known one. Listing removes
/// nothing, so each screenshot is remembered for as long as it can be listed again.
/// </summary>
/// <param name="calls">The runner for the calls.</param>
/// <param name="backend">The service.</param>
/// <param name="stream">The stream.</param>
internal sealed class ScreenshotListReader(CallRunner calls, ILvbBackend backend, StreamKey stream)
{
    // A notification is recorded some time after its screenshot was taken.
    private static readonly TimeSpan LookBack = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);
    private DateTimeOffset? _newest;

    /// <summary>Returns the screenshots of a range that were not listed before, earliest first.</summary>
    /// <exception cref="LvbException">A call failed. Earlier screenshots are remembered as listed.</exception>
    public IEnumerable<Screenshot> Read(TimeWindow range)
    {
        foreach (var window in backend.Limits.ScreenshotRange.Split(range, DateTimeOffset.Now))
        {
            var request = new PageRequest(1, backend.Limits.Screenshots.Default);
            while (true)
            {
                var page = calls.Run(backend.GetScreenshots(new ScreenshotQuery(stream, window), request));
                foreach (var screenshot in page.Rows.OrderBy(s => s.CreateTime).Where(IsNew))
                {
                    yield return screenshot;
                }

                if (page.EndsAt(request))
                {
                    break;
                }

                request = request.After(page);
            }
        }
    }

    /// <summary>Returns the screenshots since the last call.</summary>
    /// <param name="start">The start if nothing was listed so far.</param>
    public IEnumerable<Screenshot> ReadOn(DateTimeOffset start)
    {
        var from = _newest - LookBack is { } known && known > start ? known : start;
        foreach (var old in _seen.Where(s => s.Value < from - LookBack).Select(s => s.Key).ToArray())
        {
            _seen.Remove(old);
        }

        return Read(new TimeWindow(from, DateTimeOffset.Now));
    }

    private bool IsNew(Screenshot screenshot)
    {
        var key = FormattableString.Invariant($"{screenshot.CreateTime?.ToUnixTimeSeconds()} {screenshot.Url ?? screenshot.Path}");
        if (_seen.ContainsKey(key))
        {
            return false;
        }

        _seen.Add(key, screenshot.CreateTime ?? DateTimeOffset.Now);
        _newest = screenshot.CreateTime > _newest || _newest is null ? screenshot.CreateTime : _newest;
        return true;
    }
}

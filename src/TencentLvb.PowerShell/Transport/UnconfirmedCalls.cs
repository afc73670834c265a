using System.Globalization;

namespace TencentLvb.Transport;

/// <summary>
/// Holds at-most-once calls that a stop interrupted after they may have arrived. Each is reported twice: immediately through the host,
/// because no other output is possible then, and by a warning of the connection's next such call, which also appears in logs and
/// transcripts.
/// </summary>
internal sealed class UnconfirmedCalls
{
    private readonly object _gate = new();
    private readonly List<Entry> _entries = [];

    public void Add(TransportMessage message, DateTimeOffset when)
    {
        lock (_gate)
        {
            // A call that ends late may be recorded by both sides.
            if (_entries.Exists(e => e.Message == message))
            {
                return;
            }

            var at = when.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
            _entries.Add(new Entry(
                message,
                $"{message.DisplayName}: stopped at {at} while it was in progress: {message.WhatMayExist}. {message.HowToLook}"));
        }
    }

    /// <summary>Returns the calls that were not reported through the host. They are kept for the warning of the next call.</summary>
    public IReadOnlyList<string> TakeForHost()
    {
        var taken = new List<string>();
        lock (_gate)
        {
            foreach (var entry in _entries)
            {
                if (!entry.WasTold)
                {
                    entry.WasTold = true;
                    taken.Add(entry.Text);
                }
            }
        }

        return taken;
    }

    /// <summary>Removes and returns all calls, for the warnings of the next call.</summary>
    public IReadOnlyList<string> TakeAll()
    {
        lock (_gate)
        {
            if (_entries.Count == 0)
            {
                return [];
            }

            var taken = _entries.ConvertAll(e => e.Text);
            _entries.Clear();
            return taken;
        }
    }

    private sealed class Entry(TransportMessage message, string text)
    {
        public TransportMessage Message { get; } = message;

        public string Text { get; } = text;

        public bool WasTold { get; set; }
    }
}

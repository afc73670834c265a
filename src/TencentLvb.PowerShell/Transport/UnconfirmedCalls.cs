using System.Globalization;
using System.Runtime.CompilerServices;

namespace TencentLvb.Transport;

/// <summary>
/// Holds at-most-once calls that a stop interrupted after they may have arrived. Each is reported twice: immediately through the host of
/// its own cmdlet, because no other output is possible then, and by a warning of the connection's next such call, which also appears in
/// logs and transcripts.
/// </summary>
internal sealed class UnconfirmedCalls
{
    private readonly object _gate = new();
    private readonly List<string> _waiting = [];

    // Several sessions can share a connection: the next call of another one may have taken the text before it is reported here.
    private readonly ConditionalWeakTable<TransportMessage, string> _texts = new();

    public void Add(TransportMessage message, DateTimeOffset when)
    {
        lock (_gate)
        {
            // A call that ends late may be recorded by both sides.
            if (_texts.TryGetValue(message, out _))
            {
                return;
            }

            var at = when.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
            var text = $"{message.DisplayName} was stopped at {at} before it finished: {message.WhatMayExist}. {message.HowToLook}";
            _texts.Add(message, text);
            _waiting.Add(text);
        }
    }

    /// <summary>Returns the report of a call for the host; null if the call is not one of these.</summary>
    public string? TextOf(TransportMessage message)
    {
        lock (_gate)
        {
            return _texts.TryGetValue(message, out var text) ? text : null;
        }
    }

    /// <summary>Removes and returns all calls, for the warnings of the next call.</summary>
    public IReadOnlyList<string> TakeAll()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                return [];
            }

            var taken = _waiting.ToArray();
            _waiting.Clear();
            return taken;
        }
    }
}

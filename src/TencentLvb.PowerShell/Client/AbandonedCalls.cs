using System;
using System.Collections.Concurrent;
using System.Collections.Generic;

namespace TencentLvb.Client;

/// <summary>At-most-once calls that a stop broke off after they may have arrived: nobody has told the user yet.</summary>
internal sealed class AbandonedCalls
{
    private readonly ConcurrentQueue<string> _calls = new();

    public void Add(LvbRequest request, DateTimeOffset when) => _calls.Enqueue(
        $"{request.DisplayName}: stopped at {when.ToLocalTime():HH:mm:ss} while it was under way: {request.WhatMayExist}. {request.HowToLook}");

    /// <summary>Takes out what has not been told yet.</summary>
    public IReadOnlyList<string> TakeAll()
    {
        var taken = new List<string>();
        while (_calls.TryDequeue(out var call))
        {
            taken.Add(call);
        }

        return taken;
    }
}

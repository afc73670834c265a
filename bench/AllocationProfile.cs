using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;

namespace TencentLvb.Bench;

/// <summary>The types behind the allocated bytes of a call. The runtime samples one object per 100 KB. It complements the table and is not
/// part of it.</summary>
internal static class AllocationProfile
{
    public static async Task Run(Table table, string[] arguments)
    {
        const int calls = 50_000;
        using var server = await BenchServer.StartAsync(0);
        using var shell = new ModuleShell(server.Uri);
        var connection = arguments is ["V3"] ? "$c3" : "$c";
        var script = $"1..5 | ForEach-Object {{ $ids | Get-LvbChannelStatus -Connection {connection} -ThrottleLimit 64 | Out-Null }}";
        shell.Time(script);
        shell.Time(script);
        using var listener = new Listener();
        shell.Time(script);
        listener.Stop();
        foreach (var (type, bytes) in listener.Bytes.OrderByDescending(b => b.Value).Take(45))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / calls,8:N0} B/call  {type}"));
        }
    }

    private sealed class Listener : EventListener
    {
        private volatile bool _stopped;

        public ConcurrentDictionary<string, long> Bytes { get; } = new();

        public void Stop() => _stopped = true;

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
            {
                EnableEvents(eventSource, EventLevel.Verbose, (EventKeywords)1);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (!_stopped && eventData.EventName?.StartsWith("GCAllocationTick", StringComparison.Ordinal) == true && Bytes is { } bytes)
            {
                bytes.AddOrUpdate((string)eventData.Payload![5]!, (long)(ulong)eventData.Payload[3]!,
                    (_, sum) => sum + (long)(ulong)eventData.Payload[3]!);
            }
        }
    }
}

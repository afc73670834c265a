using System.Globalization;

namespace TencentLvb.Cmdlets;

/// <summary>
/// Adds notes on missing data to a report: each failure once, however many streams it affects, and the start of the service's data.
/// </summary>
internal sealed class ReportNotes
{
    private static readonly TimeSpan Noticeable = TimeSpan.FromMinutes(30);

    private readonly List<(string Part, string Message, string First, List<string> Streams)> _failures = [];
    private readonly List<string> _others = [];

    public void Add(string note) => _others.Add(note);

    public void Add(string stream, ReportFailure failure)
    {
        if (failure.Error.Reason == LvbErrorReason.NeverPushed)
        {
            _others.Add($"{stream} was never pushed.");
            return;
        }

        // The same failure of many streams is one note.
        var message = $"{failure.Error.ErrorId}: {failure.Error.Message.Replace(stream, "...")}";
        var known = _failures.FirstOrDefault(f => f.Part == failure.Part && f.Message == message);
        if (known.Streams is null)
        {
            _failures.Add((failure.Part, message, $"{failure.Error.ErrorId}: {failure.Error.Message}", [stream]));
        }
        else if (!known.Streams.Contains(stream))
        {
            known.Streams.Add(stream);
        }
    }

    public void WriteTo(ReportData data)
    {
        AddBeginning(data, "viewer figures", data.Viewers.Count > 0 ? [data.Viewers] : data.Streams.Select(s => s.Viewers));
        AddBeginning(data, "bit rate figures", data.Streams.Select(s => s.Bitrate));
        data.Notes.AddRange(_others);
        foreach (var (part, message, first, streams) in _failures)
        {
            var of = streams.Count == 1
                ? streams[0]
                : string.Format(CultureInfo.InvariantCulture, "{0} streams ({1}, ...)", streams.Count, streams[0]);
            data.Notes.Add($"{part} of {of} could not be read in full. {(streams.Count == 1 ? first : message)}");
        }
    }

    // It is not known whether the service has deleted older data or had none.
    private static void AddBeginning(ReportData data, string what, IEnumerable<ReportSeries> series)
    {
        var first = series.Where(s => s.Count > 0).Select(s => s.First!.Value.Time).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
        if (first == DateTimeOffset.MaxValue)
        {
            data.Notes.Add($"The service has no {what} for this range. They were deleted, or there were none.");
        }
        else if (first - data.Range.Start > Noticeable)
        {
            var local = TimeZoneInfo.ConvertTime(first, data.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            data.Notes.Add($"The service has no {what} from before {local}. They were deleted, or there were none.");
        }
    }
}

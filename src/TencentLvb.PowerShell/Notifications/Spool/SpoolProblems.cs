using System.Globalization;

namespace TencentLvb.Notifications;

/// <summary>Collects the problems that a start found in a spool, as warnings: the file, the position, and the consequence.</summary>
internal sealed class SpoolProblems
{
    // The maximum number of positions that are listed for a file.
    private const int MaxPlaces = 5;

    // The minimum length of a record.
    private const int ShortestRecord = 64;

    private readonly List<string> _warnings = [];

    /// <summary>Gets the maximum number of events in the damaged parts. Their numbers are not reused.</summary>
    public long NumbersLost { get; private set; }

    public IReadOnlyList<string> Warnings() => _warnings;

    /// <summary>Records that others can access the folder.</summary>
    public void NoteExposure(string folder)
    {
        if (PrivateFile.AccessOfOthers(folder) is { } what)
        {
            _warnings.Add(
                $"Other users can {what} the spool folder '{folder}'. They cannot read its files. "
                + "Restrict access to the folder as well, for example with chmod 700.");
        }
    }

    /// <summary>Records why the journal cannot be written now; null if it can.</summary>
    public void NoteUnwritten(string? why)
    {
        if (why is not null)
        {
            _warnings.Add($"{EventErrors.SpoolFailedId}: {why.TrimEnd('.')}. Until the spool can be written, new events are refused. "
                + "Events in the spool are still emitted, but might be emitted again the next time Receive-LvbEvent starts.");
        }
    }

    /// <summary>Records links among the files.</summary>
    public void NoteLinks(IEnumerable<string> links)
    {
        foreach (var path in links)
        {
            _warnings.Add($"{EventErrors.SpoolFailedId}: '{path}' is a link and was not read: Receive-LvbEvent does not create links.");
        }
    }

    public void NoteJournal(List<SpoolDamage> damages) => Note(
        damages,
        "Events that were marked as done in the unreadable lines are emitted again. "
            + $"The file was moved to the folder '{FailedFolder.Name}'.");

    /// <summary>
    /// Records which parts of a segment cannot be read. A record that a crash truncated is removed from the newest segment.
    /// </summary>
    /// <returns>Whether the segment must be kept.</returns>
    public bool NoteSegment(string path, SpoolSegmentReader read, bool isNewest)
    {
        var damages = read.Damages.ToList();
        if (read.TornAt is { } torn && !(isNewest && TryCut(path, torn)))
        {
            damages.Add(new SpoolDamage(path, torn, new FileInfo(path).Length - torn));
        }

        NumbersLost += damages.Sum(damage => (damage.Length / ShortestRecord) + 1);
        Note(damages, $"Its other events are emitted; then the file is moved to the folder '{FailedFolder.Name}'.");
        return damages.Count > 0;
    }

    // It was never acknowledged. Once removed, it does not look like damage when further segments follow.
    private static bool TryCut(string path, long at)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read | FileShare.Delete);
            file.SetLength(at);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next start skips it again.
        }

        return true;
    }

    private void Note(List<SpoolDamage> damages, string consequence)
    {
        foreach (var file in damages.GroupBy(damage => damage.Path))
        {
            var places = file.Take(MaxPlaces).Select(Place);
            var bytes = file.Count() == 1 && file.First().Length == 1 ? "byte" : "bytes";
            var more = (file.Count() - MaxPlaces) switch { <= 0 => "", 1 => " and 1 other place", var n => $" and {n} other places" };
            _warnings.Add(
                $"{EventErrors.SpoolFailedId}: '{file.Key}' is damaged at {bytes} {string.Join(", ", places)}{more}. {consequence}");
        }
    }

    private static string Place(SpoolDamage damage) =>
        damage.Length == 1 ? Number(damage.Offset) : $"{Number(damage.Offset)} to {Number(damage.Offset + damage.Length - 1)}";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}

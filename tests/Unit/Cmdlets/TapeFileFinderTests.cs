namespace TencentLvb.Unit.Cmdlets;

/// <summary>Which files end a wait for a recording, and on which of China's days they are looked for.</summary>
public sealed class TapeFileFinderTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 22, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void WithoutATaskWhatEndedSinceCounts() => Assert.Equal(
        ["running then", "later"],
        Match(null, File("before", -60, -30), File("running then", -60, 5), File("later", 10, 20)));

    [Fact]
    public void ATaskHasItsOwnFiles() => Assert.Equal(
        ["mine"],
        Match("7", File("another's", 0, 60, "8"), File("mine", 0, 60, "7"), File("untold", 0, 60)));

    // Real answers were seen in which no row tells its task.
    [Fact]
    public void WhereNoFileTellsItsTaskTheStartDecides() => Assert.Equal(
        ["likely"],
        Match("7", File("running then", -60, 5), File("likely", 0, 60)));

    [Fact]
    public void LooksAtEachDaySinceTheStartOnceAndThenAtTheLatest()
    {
        var wait = new TapeWait("a", Start, null);
        var search = new TapeFileFinder(null!, wait);
        var now = Start.AddDays(3);

        var first = search.Days(now);
        wait.Answers = 1;
        var later = search.Days(now);

        Assert.Equal([7, 6, 5, 4], first.Select(day => day.Start.ToOffset(TimeSpan.FromHours(8)).Day));
        Assert.All(first, day => Assert.Equal(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1), day.End - day.Start));
        Assert.Equal([7, 6], later.Select(day => day.Start.ToOffset(TimeSpan.FromHours(8)).Day));
    }

    [Fact]
    public void ARecordingOfTomorrowIsLookedForTomorrow() =>
        Assert.Equal(4, new TapeFileFinder(null!, new TapeWait("a", Start, null)).Days(Start.AddDays(-1)).Single().Start.ToOffset(TimeSpan.FromHours(8)).Day);

    private static string[] Match(string? task, params TapeFile[] files) =>
        [.. new TapeFileFinder(null!, new TapeWait("a", Start, task)).Matching(files).Select(f => f.FileId!)];

    private static TapeFile File(string id, int from, int to, string? task = null) => new()
    {
        FileId = id,
        StartTime = Start.AddMinutes(from),
        EndTime = Start.AddMinutes(to),
        TaskId = task,
    };
}

namespace TencentLvb.Unit.Operations;

/// <summary>Which files end a wait for a recording, and on which days in China they are searched for.</summary>
public sealed class TapeFileSearchTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 22, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void WithoutATaskFilesThatEndedSinceCount() => Assert.Equal(
        ["running then", "later"],
        Match(null, File("before", -60, -30), File("running then", -60, 5), File("later", 10, 20)));

    [Fact]
    public void ATaskHasItsOwnFiles() => Assert.Equal(
        ["mine"],
        Match("7", File("another's", 0, 60, "8"), File("mine", 0, 60, "7"), File("untold", 0, 60)));

    // The real service has returned rows without a task.
    [Fact]
    public void WhenNoFileNamesItsTaskTheStartDecides() => Assert.Equal(
        ["likely"],
        Match("7", File("running then", -60, 5), File("likely", 0, 60)));

    [Fact]
    public void SearchesEachDaySinceTheStartOnceAndThenTheLatest()
    {
        var now = Start.AddDays(3);

        var first = Days(Search(), now);
        var later = Days(Search() with { IsFirstLook = false }, now);

        Assert.Equal([7, 6, 5, 4], first.Select(day => day.Start.ToOffset(TimeSpan.FromHours(8)).Day));
        Assert.All(first, day => Assert.Equal(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1), day.End - day.Start));
        Assert.Equal([7, 6], later.Select(day => day.Start.ToOffset(TimeSpan.FromHours(8)).Day));
    }

    [Fact]
    public void ARecordingOfTomorrowIsSearchedForTomorrow() =>
        Assert.Equal(4, Days(Search(), Start.AddDays(-1)).Single().Start.ToOffset(TimeSpan.FromHours(8)).Day);

    private static string[] Match(string? task, params TapeFile[] files) =>
        [.. Search(task).Matching(files).Select(f => f.FileId!)];

    private static TapeFileSearch Search(string? task = null) => new(new StreamKey("a"), Start) { TaskId = task };

    private static TimeWindow[] Days(TapeFileSearch search, DateTimeOffset now) =>
        [.. new RangeLimit { OneChinaDay = true }.Split(search.Range(now), DateTimeOffset.MaxValue).Reverse()];

    private static TapeFile File(string id, int from, int to, string? task = null) => new()
    {
        FileId = id,
        StartTime = Start.AddMinutes(from),
        EndTime = Start.AddMinutes(to),
        TaskId = task,
    };
}

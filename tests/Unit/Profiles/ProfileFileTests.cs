namespace TencentLvb.Unit.Profiles;

/// <summary>The profile file is always complete, for every reader and after every interruption.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class ProfileFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lvb-profiles").FullName;

    private string FilePath => Path.Combine(_folder, "profiles.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task AReaderNeverSeesHalfAFile()
    {
        var file = new ProfileFile(FilePath);
        Add(file, "first", 1);
        using var done = new CancellationTokenSource();
        var reads = 0;
        var begun = new TaskCompletionSource();
        var reader = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                Assert.NotEmpty(new ProfileFile(FilePath).Read().Names);
                reads++;
                begun.TrySetResult();
            }
        });
        await Task.WhenAny(begun.Task, reader);
        for (var i = 0; i < 100; i++)
        {
            Add(file, "profile " + i, i + 1);
        }

        await done.CancelAsync();
        await reader;
        Assert.True(reads > 0);
        Assert.Equal(101, file.Read().Names.Count);
    }

    [Fact]
    public void ALinkToTheFileStaysALink()
    {
        var real = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "elsewhere")).FullName, "real.json");
        Add(new ProfileFile(real), "first", 1);
        File.CreateSymbolicLink(FilePath, real);

        Add(new ProfileFile(FilePath), "second", 2);

        Assert.Equal(real, new FileInfo(FilePath).LinkTarget);
        Assert.Equal(["first", "second"], new ProfileFile(real).Read().Names);
        Assert.Equal(["real.json"], Directory.GetFiles(Path.GetDirectoryName(real)!, "*").Select(Path.GetFileName)
            .Where(n => !n!.EndsWith(".lock", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task AReaderWaitsForABriefLock()
    {
        var file = new ProfileFile(FilePath);
        Add(file, "one", 1);
        var held = new FileStream(FilePath, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var reading = Task.Run(() => file.Read().Names.Count);

        await Task.Delay(200);
        Assert.False(reading.IsCompleted);
        held.Dispose();
        Assert.Equal(1, await reading);
    }

    [Fact]
    public async Task WritersRunInSequence()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < 10; i++)
            {
                Add(new ProfileFile(FilePath), $"w{writer}-{i}", 1);
            }
        })));

        Assert.Equal(80, new ProfileFile(FilePath).Read().Names.Count);
    }

    [Fact]
    public void AnInterruptedChangeLeavesTheFileUnchanged()
    {
        var file = new ProfileFile(FilePath);
        Add(file, "kept", 1);
        var before = File.ReadAllText(FilePath);

        Assert.Throws<InvalidOperationException>(() => file.Update(_ => throw new InvalidOperationException("broken off"), default));

        Assert.Equal(before, File.ReadAllText(FilePath));
        Assert.Empty(Directory.GetFiles(_folder, "*.tmp"));
        Add(file, "next", 2);
        Assert.Equal(["kept", "next"], file.Read().Names);
    }

    [Fact]
    public void AHeldLockIsWaitedForUntilTheStop()
    {
        var file = new ProfileFile(FilePath);
        Add(file, "one", 1);
        using var held = new FileStream(FilePath + ".lock", FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        Assert.Throws<OperationCanceledException>(() => Add(file, "two", 2, stop.Token));

        held.Dispose();
        Add(file, "two", 2);
        Assert.Equal(2, file.Read().Names.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData("\uFEFF{ \"version\": 1, \"profiles\": {}, }")]
    public void ReadsFilesWithoutProfiles(string text)
    {
        File.WriteAllText(FilePath, text);

        Assert.Empty(new ProfileFile(FilePath).Read().Names);
    }

    [Fact]
    public void AFolderInItsPlaceIsReportedByName()
    {
        Directory.CreateDirectory(FilePath);

        var error = Assert.Throws<LvbException>(() => new ProfileFile(FilePath).Read());

        Assert.Equal("LvbProfileInvalid", error.ErrorId);
        Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
    }

    private static void Add(ProfileFile file, string name, long appId, CancellationToken stop = default) =>
        file.Update(document => document.Change(name, profile => ProfileJson.Set(profile, "appId", appId)), stop);
}

namespace TencentLvb.Unit.Notifications;

/// <summary>Only the user can read the files of a spool.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class SpoolRightsTests : IDisposable
{
    private readonly SpoolFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void At_no_moment_can_others_read_a_file()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes");
            return;
        }

        Directory.CreateDirectory(_folder.Path);
        bool end = false;
        int looks = 0;
        UnixFileMode seen = UnixFileMode.None;
        var watcher = new Thread(() =>
        {
            while (!Volatile.Read(ref end))
            {
                foreach (string path in _folder.Files("*"))
                {
                    try
                    {
#pragma warning disable CA1416 // Not reached on Windows.
                        seen |= File.GetUnixFileMode(path);
#pragma warning restore CA1416
                        looks++;
                    }
                    catch (FileNotFoundException)
                    {
                    }
                }
            }
        });
        watcher.Start();
        // On a busy machine the watcher may not run for a while.
        var time = System.Diagnostics.Stopwatch.StartNew();
        for (int i = 0; i < 400 || (Volatile.Read(ref looks) < 20 && time.Elapsed < TimeSpan.FromSeconds(60)); i++)
        {
            string path = Path.Combine(_folder.Path, "f" + i);
            using (FileStream file = PrivateFile.Create(path, i % 2 == 0 ? FileMode.CreateNew : FileMode.OpenOrCreate, FileShare.None))
            {
                file.WriteByte(1);
            }

            File.Delete(path);
        }

        Volatile.Write(ref end, true);
        watcher.Join();
        Assert.NotEqual(0, looks);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, seen);
    }

    [Theory]
    [InlineData("rwxr-xr-x", "search")]
    [InlineData("rwxrwx---", "change")]
    [InlineData("rwxrwxrwx", "change")]
    [InlineData("rwxr-----", "list")]
    [InlineData("rwx------", null)]
    public void A_folder_that_others_can_read_is_reported(string rights, string? what)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes");
            return;
        }

        UnixFileMode mode = UnixFileMode.None;
        for (int i = 0; i < 9; i++)
        {
            mode |= rights[i] == '-' ? UnixFileMode.None : (UnixFileMode)(1 << (8 - i));
        }

        Directory.CreateDirectory(_folder.Path);
        File.SetUnixFileMode(_folder.Path, mode);
        string[] warnings = _folder.Start().Warnings;
        if (what is null)
        {
            Assert.Empty(warnings);
        }
        else
        {
            Assert.StartsWith($"Other users can {what} the spool folder", Assert.Single(warnings), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_link_instead_of_the_lock_file_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links require a privilege there.");
        Directory.CreateDirectory(_folder.Path);
        string victim = Path.Combine(_folder.Path, "victim");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "lock"), victim);
        Assert.Equal("LvbSpoolFailed", Assert.Throws<LvbException>(() => EventSpool.Open(_folder.Path)).ErrorId);
        Assert.False(File.Exists(victim));
    }

    [Fact]
    public void Only_the_user_can_read_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes");
            return;
        }

        using EventSpool spool = EventSpool.Open(_folder.Path);
        using var fixture = new ReceiverFixture(spool);
        Assert.Equal(200, fixture.Status(Signed.Fresh(1)));
        fixture.Take().Complete(EventDisposition.Taken);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.Path));
        string[] files = _folder.Files("*");
        Assert.True(files.Length >= 3);
        foreach (string path in files)
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }
}

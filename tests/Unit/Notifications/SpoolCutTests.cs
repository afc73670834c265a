namespace TencentLvb.Unit.Notifications;

/// <summary>A crash may truncate a spool file at any byte. Complete records before it remain, and only recorded events are done.</summary>
public sealed class SpoolCutTests : IDisposable
{
    private readonly SpoolFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_segment_may_end_anywhere()
    {
        _folder.Fill(3, done: 0);
        string segment = Assert.Single(_folder.Files("events-*"));
        byte[] all = File.ReadAllBytes(segment);
        int[] ends = Ends(all);
        Assert.Equal(all.Length, ends[^1]);
        for (int cut = 0; cut <= all.Length; cut++)
        {
            Directory.Delete(_folder.Path, true);
            PrivateFile.CreateFolder(_folder.Path);
            File.WriteAllBytes(segment, all[..cut]);
            (int[] events, string[] warnings) = _folder.Start();
            Assert.Equal(Enumerable.Range(1, ends.Count(end => end <= cut)), events);
            Assert.Empty(warnings);
            Assert.Empty(_folder.Failed);
        }
    }

    [Fact]
    public void A_journal_may_end_anywhere()
    {
        _folder.Fill(3, done: 3);
        _folder.Fill(3, done: 2);
        string segment = Assert.Single(_folder.Files("events-*"));
        byte[] events = File.ReadAllBytes(segment);
        byte[] all = File.ReadAllBytes(_folder.Files("done-*").Order().Last());
        for (int cut = 0; cut <= all.Length; cut++)
        {
            Directory.Delete(_folder.Path, true);
            PrivateFile.CreateFolder(_folder.Path);
            File.WriteAllBytes(segment, events);
            File.WriteAllBytes(Path.Combine(_folder.Path, "done-00000007.log"), all[..cut]);
            (int[] come, string[] warnings) = _folder.Start();
            int lines = all[..cut].Count(b => b == '\n');
            // Of its lines, the first three are from the previous run.
            Assert.Equal(Enumerable.Range(1, 3).Skip(Math.Max(0, lines - 3)), come);
            Assert.Empty(warnings);
        }
    }

    // Where each record ends: after the line feed that follows its body.
    private static int[] Ends(byte[] all)
    {
        var ends = new List<int>();
        for (int at = 0; at < all.Length;)
        {
            int head = Array.IndexOf(all, (byte)'\n', at);
            string[] fields = System.Text.Encoding.ASCII.GetString(all, at, head - at).Split(' ');
            at = head + 1 + int.Parse(fields[5], System.Globalization.CultureInfo.InvariantCulture) + 1;
            ends.Add(at);
        }

        return [.. ends];
    }
}

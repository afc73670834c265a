using System.Management.Automation;
using TencentLvb.Unit.Cmdlets;

namespace TencentLvb.Unit.Report;

/// <summary>The progress of a report.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class ReportProgressTests : IDisposable
{
    // The host of an editor, which always shows progress.
    private readonly TestShell _shell = new("Visual Studio Code Host");

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Fetching_shows_the_current_stream_and_clears_it_at_the_end()
    {
        await using var server = WireServer.Answering("""{"ret":10003,"message":"query data is empty"}""");
        var folder = Directory.CreateTempSubdirectory("lvb-report-");
        try
        {
            _shell.Run(
                "Export-LvbReport -StreamId 8888_a, 8888_b -Last 1h -Path $path -Connection $c",
                ("c", TestShell.Connect(server.Uri)),
                ("path", Path.Combine(folder.FullName, "report.html")));
            Assert.True(File.Exists(Path.Combine(folder.FullName, "report.html")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        var shown = _shell.Host.Progress.Where(record => record.Activity == "Reading the figures for the report").ToList();
        Assert.Equal(
            ["Listing live streams", "0 of 2 streams", "1 of 2 streams"],
            shown.Where(record => record.RecordType == ProgressRecordType.Processing).Select(record => record.StatusDescription));
        Assert.Equal("8888_b", shown[2].CurrentOperation);
        Assert.Equal(ProgressRecordType.Completed, shown[^1].RecordType);
    }
}

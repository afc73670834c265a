using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Downloads recordings, from <c>Get-LvbTapeFile</c> or from notifications. An interrupted download is resumed, and a file gets its final
/// name when it is complete. For an HLS recording only the playlist is downloaded.
/// </summary>
[Cmdlet(VerbsData.Save, "LvbTapeFile", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class SaveLvbTapeFileCommand : LvbSaveCmdlet
{
    private protected override string Activity => "Saving recordings";

    private protected override string[] Wanted { get; } = ["Url"];

    private protected override string Advice(DownloadSource source) => source.TypeName switch
    {
        nameof(Screenshot) or nameof(ScreenshotEvent) => "Use Save-LvbScreenshot to save screenshots.",
        "String" or "Uri" => "For a single address, specify an object: [pscustomobject]@{ StreamId = '8888_news'; Url = 'https://...' } | "
            + "Save-LvbTapeFile",
        _ when source.Has("StreamId")
        => "List the recordings of the streams first, for example: Get-LvbChannel | Get-LvbTapeFile -StartTime (Get-Date).AddDays(-1) | "
        + "Save-LvbTapeFile",
        _ => "Pipe in the output of Get-LvbTapeFile, or TapeFileCreated events from Receive-LvbEvent.",
    };

    private protected override (Uri Address, string Name) Locate(DownloadSource source)
    {
        var address = HttpAddress(source.Text("Url") ?? throw LvbErrors.InvalidArgument(
            $"The Url of the {source.TypeName} object is empty.",
                "The service returned no address for this recording. List it again with Get-LvbTapeFile."));
        var extension = MediaFile.RecordingExtension(address, source.Text("FileFormat"));
        if (extension == MediaFile.Playlist)
        {
            WriteWarning($"{HttpUrl.WithoutSecrets(address)} is an HLS playlist: its segments are not downloaded. "
                + "Record as mp4 or flv to get one file.");
        }

        return (address, MediaFile.RecordingName(
            source.Text("StreamId"), source.Time("StartTime"), source.Text("FileId") ?? source.Text("Vid"), address, extension));
    }
}

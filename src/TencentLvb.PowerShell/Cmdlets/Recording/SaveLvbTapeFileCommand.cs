using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Downloads recordings, from <c>Get-LvbTapeFile</c> or from notifications. A download that broke off goes on where it stopped, and a
/// file gets its final name when it is whole. Of an HLS recording only the playlist is fetched.
/// </summary>
[Cmdlet(VerbsData.Save, "LvbTapeFile", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class SaveLvbTapeFileCommand : LvbSaveCmdlet
{
    private protected override string Activity => "Saving recordings";

    private protected override (Uri Address, string Name) Locate(DownloadSource source)
    {
        var address = HttpAddress(source.Text("Url") ?? throw LvbErrors.InvalidArgument(
            $"{source.Name} has no Url.",
            "Pipe the objects of Get-LvbTapeFile, or the notifications TapeFileCreated of Receive-LvbEvent."));
        var extension = System.IO.Path.GetExtension(address.AbsolutePath).TrimStart('.');
        if (extension.Length is 0 or > 5)
        {
            extension = source.Text("FileFormat") ?? "bin";
        }

        if (extension.Equals("m3u8", StringComparison.OrdinalIgnoreCase))
        {
            WriteWarning($"{address.GetLeftPart(UriPartial.Path)} is an HLS playlist: its segments stay on the server. Record as mp4 or flv to get one file.");
        }

        return (address, SafeFileName.Join(
            extension,
            source.Text("StreamId"),
            source.Stamp("StartTime"),
            source.Text("FileId") ?? source.Text("Vid") ?? SafeFileName.Mark(address.AbsoluteUri)));
    }
}

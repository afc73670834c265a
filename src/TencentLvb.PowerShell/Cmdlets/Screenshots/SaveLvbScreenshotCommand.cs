using System.Management.Automation;
using System.Text.RegularExpressions;

namespace TencentLvb;

/// <summary>
/// Downloads screenshots, from <c>Get-LvbScreenshot</c> or from notifications. A file gets its final name when it is whole.
/// </summary>
[Cmdlet(VerbsData.Save, "LvbScreenshot", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class SaveLvbScreenshotCommand : LvbSaveCmdlet
{
    private static readonly Regex SizeAtEnd = new(@"-(\d{1,5}x\d{1,5})\.\w+$", RegexOptions.CultureInvariant);

    /// <summary>The address of the bucket (http or https, without a user name), for screenshots of which the service told only the path.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? BaseUri { get; set; }

    private protected override string Activity => "Saving screenshots";

    /// <inheritdoc/>
    protected override void Check()
    {
        base.Check();
        if (BaseUri is { } address && !HttpUrl.IsOne(address))
        {
            ThrowError(
                HttpUrl.Refused(nameof(BaseUri), address, "of a bucket", "Give an http or https address without user name, as https://bucket.example.com."),
                HttpUrl.Shown(address.OriginalString));
        }
    }

    private protected override (Uri Address, string Name) Locate(DownloadSource source)
    {
        var address = Address(source);
        var extension = System.IO.Path.GetExtension(address.AbsolutePath).TrimStart('.');
        var size = SizeAtEnd.Match(address.AbsolutePath);
        return (address, SafeFileName.Join(
            extension.Length is 0 or > 5 ? "jpg" : extension,
            source.Text("StreamId"),
            source.Stamp("CreateTime") ?? SafeFileName.Mark(address.AbsoluteUri),
            size.Success ? size.Groups[1].Value : null));
    }

    private Uri Address(DownloadSource source)
    {
        if (source.Text("Url") is { } url)
        {
            return HttpAddress(url);
        }

        var path = source.Text("Path") ?? throw LvbErrors.InvalidArgument(
            $"{source.Name} has neither Url nor Path.",
            "Pipe the objects of Get-LvbScreenshot, or the notifications ScreenshotCreated of Receive-LvbEvent.");
        return BaseUri is null
            ? throw LvbErrors.InvalidArgument(
                $"The service told only the path of this screenshot: {path}",
                "Give the address of the bucket with -BaseUri, as -BaseUri https://bucket.example.com.")
            : new Uri(BaseUri.AbsoluteUri.TrimEnd('/') + "/" + Uri.EscapeDataString(path.TrimStart('/')).Replace("%2F", "/"));
    }
}

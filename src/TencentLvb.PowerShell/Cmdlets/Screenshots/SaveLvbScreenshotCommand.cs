using System.Management.Automation;
using System.Text.RegularExpressions;

namespace TencentLvb;

/// <summary>
/// Downloads screenshots, from <c>Get-LvbScreenshot</c> or from notifications. A file gets its final name when it is complete.
/// </summary>
[Cmdlet(VerbsData.Save, "LvbScreenshot", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class SaveLvbScreenshotCommand : LvbSaveCmdlet
{
    private static readonly Regex SizeAtEnd = new(@"-([0-9]{1,5}x[0-9]{1,5})\.\w+\z", RegexOptions.CultureInvariant);

    /// <summary>
    /// The address of the bucket (http or https, without a user name or query), for screenshots for which the service returned only the
    /// path.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? BaseUri { get; set; }

    private protected override string Activity => "Saving screenshots";

    /// <inheritdoc/>
    protected override void Check()
    {
        base.Check();
        if (BaseUri is { } address && (!HttpUrl.IsWebWithoutUserInfo(address) || address.Query.Length > 0 || address.Fragment.Length > 0))
        {
            ThrowError(
                HttpUrl.Refused(nameof(BaseUri), address, "of a bucket",
                    "Specify an http or https address without a user name or query, for example https://bucket.example.com."),
                HttpUrl.Shown(address.OriginalString));
        }
    }

    private protected override string[] Wanted { get; } = ["Url", "Path"];

    private protected override string Advice(DownloadSource source) => source.TypeName switch
    {
        nameof(TapeFile) or nameof(TapeFileEvent) => "Use Save-LvbTapeFile to save recordings.",
        "String" or "Uri" => "For a single address, specify an object: [pscustomobject]@{ StreamId = '8888_news'; Url = 'https://...' } | "
            + "Save-LvbScreenshot",
        _ when source.Has("StreamId")
        => "Get the screenshots first. API 2.0: Get-LvbScreenshot | Where-Object StreamId -eq '8888_news' | Save-LvbScreenshot; "
        + "API 3.0: Get-LvbScreenshot -StreamId 8888_news | "
        + "Save-LvbScreenshot",
        _ => "Pipe in the output of Get-LvbScreenshot, or ScreenshotCreated events from Receive-LvbEvent.",
    };

    private protected override (Uri Address, string Name) Locate(DownloadSource source)
    {
        var address = Address(source);
        var size = SizeAtEnd.Match(address.AbsolutePath);
        return (address, MediaFile.PictureName(
            source.Text("StreamId"), source.Time("CreateTime"), size.Success ? size.Groups[1].Value : null, address,
                MediaFile.PictureExtension(address)));
    }

    private Uri Address(DownloadSource source)
    {
        if (source.Text("Url") is { } url)
        {
            return HttpAddress(url);
        }

        var path = source.Text("Path") ?? throw LvbErrors.InvalidArgument(
            $"The Url and Path of the {source.TypeName} object are empty.", "The service returned no address for this screenshot.");
        return BaseUri is null
            ? throw LvbErrors.InvalidArgument(
                $"The service returned only the path of this screenshot: {path}",
                "Specify the address of the bucket, for example -BaseUri https://bucket.example.com.")
            : HttpAddress(BaseUri.AbsoluteUri.TrimEnd('/') + "/" + Uri.EscapeDataString(path.TrimStart('/')).Replace("%2F", "/"));
    }
}

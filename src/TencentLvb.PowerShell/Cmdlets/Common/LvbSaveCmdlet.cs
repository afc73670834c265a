using System.Management.Automation;
using Microsoft.PowerShell.Commands;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>
/// What the cmdlets that download have in common: several files at once, progress, going on where a download broke off, and no
/// half file under the final name. No account is needed and nothing of its key is sent.
/// </summary>
public abstract class LvbSaveCmdlet : LvbCmdlet
{
    private static readonly TimeSpan PatienceWithSilence = TimeSpan.FromSeconds(30);
    private readonly Dictionary<string, Uri> _taken = new(StringComparer.OrdinalIgnoreCase);
    private Downloader? _downloader;
    private OrderedCallQueue<DownloadItem, FileInfo>? _queue;
    private CallRunner? _calls;
    private string _folder = "";

    private protected LvbSaveCmdlet()
    {
    }

    /// <summary>What to download.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject?[]? InputObject { get; set; }

    /// <summary>The folder for the files; it is made if it is not there. Default: the current location.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = ".";

    /// <summary>How many files are fetched at once.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>Fetches files again that are there already, and takes their place.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the files.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected abstract string Activity { get; }

    /// <summary>Where the object's file is and what to call it: a name without extension, and the extension.</summary>
    private protected abstract (Uri Address, string Name) Locate(DownloadSource source);

    /// <inheritdoc/>
    protected override void Check()
    {
        _folder = Folder();
    }

    /// <inheritdoc/>
    protected override void Begin()
    {
        _downloader = new Downloader(ThrottleLimit, PatienceWithSilence);
        _calls = new CallRunner(this, account: null);
        _calls.HideProgress();
        var progress = new DownloadProgress();
        _queue = new OrderedCallQueue<DownloadItem, FileInfo>(
            this,
            _calls,
            ThrottleLimit,
            item => _calls.Prepare((log, cancellation) => _downloader.FetchAsync(item, log, cancellation)),
            (item, file) =>
            {
                progress.Done(item);
                Emit(file);
            },
            item => item.Target)
        {
            Waiting = running =>
            {
                progress.Running = running.ToList();
                Report(progress);
            },
        };
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var input in InputObject ?? [null])
        {
            try
            {
                if (input is null)
                {
                    throw LvbErrors.InvalidArgument("-InputObject is null.", "Pipe the objects to download.");
                }

                Save(new DownloadSource(input));
            }
            catch (LvbException error)
            {
                WriteError(error, input is null ? null : new DownloadSource(input).Given);
            }
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        _queue!.Drain();
        if (_reported)
        {
            WriteProgress(new ProgressRecord(ProgressId, Activity, " ") { RecordType = ProgressRecordType.Completed });
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _downloader?.Dispose();
        }
    }

    /// <summary>An absolute http or https address; anything else is refused.</summary>
    private protected static Uri HttpAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address!
            : throw LvbErrors.InvalidArgument($"'{text}' is no http or https address.", "Only files behind http and https can be downloaded.");

    private void Save(DownloadSource source)
    {
        var (address, name) = Locate(source);
        var path = System.IO.Path.Combine(_folder, name);
        if (_taken.TryGetValue(path, out var other))
        {
            if (other == address)
            {
                WriteVerbose($"{name}: was given before.");
                return;
            }

            // Another file of the same name: told apart by what its address is.
            name = SafeFileName.Join(System.IO.Path.GetExtension(name).TrimStart('.'), System.IO.Path.GetFileNameWithoutExtension(name), SafeFileName.Mark(address.AbsoluteUri));
            path = System.IO.Path.Combine(_folder, name);
        }

        _taken[path] = address;
        var item = new DownloadItem(address, path, source.Number("FileSize"), source.Given);
        if (!IsThereAlready(item) && ShouldProcess(path, $"Download {item.PrintableAddress}"))
        {
            MakeFolder(item);
            _queue!.Add(item);
        }
    }

    private bool IsThereAlready(DownloadItem item)
    {
        if (Force || item.Existing is not { } existing)
        {
            return false;
        }

        // What has its final name is whole. The size that a list tells is not always that of the file (HLS, for one).
        WriteVerbose($"{item.Name}: is there already.");
        Emit(existing);
        return true;
    }

    private void Emit(FileInfo file)
    {
        if (PassThru)
        {
            WriteObject(file);
        }
    }

    private string Folder()
    {
        var folder = GetUnresolvedFolder();
        if (File.Exists(folder))
        {
            throw LvbErrors.InvalidArgument($"-Path '{Path}' is a file.", "Give a folder.");
        }

        return folder;
    }

    private string GetUnresolvedFolder()
    {
        try
        {
            var folder = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path, out var provider, out _);
            if (provider.ImplementingType == typeof(FileSystemProvider))
            {
                return folder;
            }
        }
        catch (Exception e) when (e is System.Management.Automation.DriveNotFoundException or ProviderNotFoundException or NotSupportedException)
        {
            throw LvbErrors.InvalidArgument($"-Path '{Path}': {e.Message}", "Give a folder of the file system.");
        }

        throw LvbErrors.InvalidArgument($"-Path '{Path}' is not in the file system.", "Give a folder of the file system, as C:\\Recordings or ./recordings.");
    }

    private static void MakeFolder(DownloadItem item)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(item.Path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DownloadErrors.Save(item, e);
        }
    }

    private const int ProgressId = 1202;
    private bool _reported;

    private void Report(DownloadProgress tally)
    {
        _reported = true;
        WriteProgress(new ProgressRecord(ProgressId, Activity, tally.Status)
        {
            CurrentOperation = tally.Running[0].Name,
            PercentComplete = tally.PercentOfFirst,
        });
    }
}

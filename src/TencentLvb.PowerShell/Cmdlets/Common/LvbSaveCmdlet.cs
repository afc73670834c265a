using System.Diagnostics;
using System.Management.Automation;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>
/// The base class of cmdlets that download files: parallel downloads, progress, and resumption of interrupted downloads. A file gets its
/// final name only when it is complete. No account is required, and no key is sent.
/// </summary>
public abstract partial class LvbSaveCmdlet : LvbCmdlet
{
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(30);
    private const int MostTypes = 100;
    private readonly Dictionary<string, int> _others = new(StringComparer.Ordinal);
    private Downloader? _downloader;
    private OrderedCallQueue<DownloadItem, FileInfo>? _queue;
    private CallRunner? _calls;
    private ProgressBar? _bar;
    private string _folder = "";

    private protected LvbSaveCmdlet()
    {
    }

    /// <summary>The objects to download.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject?[]? InputObject { get; set; }

    /// <summary>The folder for the files, created if it does not exist. Default: the current location.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = ".";

    /// <summary>
    /// The number of files that are downloaded in parallel. Use 1 after a command with -PipelineVariable: otherwise that variable is
    /// ahead of the output.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>Downloads files again and replaces existing copies.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the files.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected abstract string Activity { get; }

    /// <summary>Gets the properties of which an object must have at least one.</summary>
    private protected abstract string[] Wanted { get; }

    /// <summary>Returns the recommended action for an object that has none of them.</summary>
    private protected abstract string Advice(DownloadSource source);

    /// <summary>Returns the address and the name of the object's file. The name depends only on the object and is unique to it.</summary>
    private protected abstract (Uri Address, string Name) Locate(DownloadSource source);

    /// <inheritdoc/>
    protected override void Check()
    {
        _folder = Folder();
    }

    /// <inheritdoc/>
    protected override void Begin()
    {
        _downloader = new Downloader(ThrottleLimit, ReadTimeout);
        _calls = new CallRunner(this, account: null);
        _calls.HideProgress();
        _bar = ProgressBar.Of(this, Activity);
        var clock = Stopwatch.StartNew();
        var progress = new DownloadProgress(() => clock.Elapsed);
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
            WhileWaiting = running =>
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
                    throw LvbErrors.InvalidArgument("-InputObject is null.", "Pipe in the objects to download.");
                }

                var source = new DownloadSource(input);
                if (IsSomethingElse(source))
                {
                    continue;
                }

                Save(source);
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
        foreach (var other in _others.Where(o => o.Value > 0))
        {
            WriteWarning(
                $"{other.Value} more {(other.Value == 1 ? "object" : "objects")} of type {other.Key} "
                + $"{(other.Value == 1 ? "was" : "were")} skipped for the same reason.");
        }

        _bar!.Complete();
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

    /// <summary>Reads an absolute http or https address. Anything else is refused.</summary>
    private protected static Uri HttpAddress(string text) =>
        !Uri.TryCreate(text, UriKind.Absolute, out var address) || !HttpUrl.IsWeb(address)
            ? throw LvbErrors.InvalidArgument(
                $"'{LogRedaction.Foreign(HttpUrl.Shown(text))}' is not an http or https address.",
                "Only files at http and https addresses can be downloaded.")
        : LocalAddress.IsLinkLocal(address)
            ? throw LvbErrors.InvalidArgument(
                $"'{HttpUrl.WithoutSecrets(address)}' is a link-local address. Files are not downloaded from such addresses.",
                "Check where the address comes from. Anyone who has seen a signed notification can forge the address in another one.")
        : address;

    // Writes one error for a pipeline of unsuitable objects instead of one for each object.
    private bool IsSomethingElse(DownloadSource source)
    {
        if (Wanted.Any(source.Has))
        {
            return false;
        }

        if (_others.TryGetValue(source.TypeName, out var count))
        {
            _others[source.TypeName] = count + 1;
        }
        else if (_others.Count < MostTypes)
        {
            _others[source.TypeName] = 0;
            throw LvbErrors.InvalidArgument(
                $"An object of type {source.TypeName} has no {string.Join(" or ", Wanted)} property.", Advice(source));
        }

        return true;
    }

    private void Save(DownloadSource source)
    {
        var (address, name) = Locate(source);
        var item = new DownloadItem(address, System.IO.Path.Combine(_folder, name), source.Number("FileSize"), source.Given, Force);
        try
        {
            if (_queue!.DrainTo(other => string.Equals(other.Path, item.Path, StringComparison.OrdinalIgnoreCase))
                ? EmitExisting(item, new FileInfo(item.Path)) : EmitExisting(item, item.Existing))
            {
                return;
            }

            if (ShouldProcess(item.Path, $"Download {item.PrintableAddress}"))
            {
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(item.Path)!);
                _queue.Add(item);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DownloadErrors.Save(item, e);
        }
    }

    // A file with its final name is complete. The size in a list is not always the size of the file (with HLS, for example).
    private bool EmitExisting(DownloadItem item, FileInfo? file)
    {
        if (file is not { Exists: true })
        {
            return false;
        }

        WriteVerbose($"{item.Name} already exists and will not be downloaded again.");
        Emit(file);
        return true;
    }
}

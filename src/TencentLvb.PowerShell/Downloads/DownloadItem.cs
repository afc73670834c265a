namespace TencentLvb.Downloads;

/// <summary>One file to fetch.</summary>
internal sealed class DownloadItem(Uri address, string path, long? size, object target)
{
    private long _received;
    private long _expected = size ?? -1;

    public Uri Address { get; } = address;

    /// <summary>The final path.</summary>
    public string Path { get; } = path;

    /// <summary>What the user gave.</summary>
    public object Target { get; } = target;

    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Bytes so far; written by the worker, read by the pipeline thread.</summary>
    public long Received
    {
        get => System.Threading.Interlocked.Read(ref _received);
        set => System.Threading.Interlocked.Exchange(ref _received, value);
    }

    /// <summary>Bytes of the whole file, or -1 while nobody knows.</summary>
    public long Expected
    {
        get => System.Threading.Interlocked.Read(ref _expected);
        set => System.Threading.Interlocked.Exchange(ref _expected, value);
    }

    /// <summary>The address without its query, which may grant access.</summary>
    public string PrintableAddress => Address.GetLeftPart(UriPartial.Path);

    public FileInfo? Existing => File.Exists(Path) ? new FileInfo(Path) : null;
}

namespace TencentLvb.Downloads;

/// <summary>Represents one file to download.</summary>
internal sealed class DownloadItem(Uri address, string path, long? size, object target, bool isReplacing = false)
{
    private long _received;
    private long _expected = size ?? -1;
    private long _offset;

    public Uri Address { get; } = address;

    /// <summary>Gets the final path.</summary>
    public string Path { get; } = path;

    /// <summary>Gets the object that the user specified.</summary>
    public object Target { get; } = target;

    /// <summary>Gets whether an existing file with the final name is downloaded again.</summary>
    public bool IsReplacing { get; } = isReplacing;

    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>
    /// Gets the size of the file according to its object; null if it has none, or if it is the size of something else (for a playlist, of
    /// the recording).
    /// </summary>
    public long? Size { get; } = path.EndsWith("." + MediaFile.Playlist, StringComparison.OrdinalIgnoreCase) ? null : size;

    /// <summary>Gets the maximum size of such a file, for a file of unknown length.</summary>
    public long Most { get; } = MediaFile.MostBytes(path);

    /// <summary>Gets or sets whether the response is declared as text.</summary>
    public bool IsDeclaredText { get; set; }

    /// <summary>Gets the number of bytes so far. Written by the worker, read by the pipeline thread.</summary>
    public long Received
    {
        get => Interlocked.Read(ref _received);
        set => Interlocked.Exchange(ref _received, value);
    }

    /// <summary>Gets the number of these bytes from an earlier attempt or run.</summary>
    public long Offset
    {
        get => Interlocked.Read(ref _offset);
        set => Interlocked.Exchange(ref _offset, value);
    }

    /// <summary>Gets the size of the whole file, or -1 while it is unknown.</summary>
    public long Expected
    {
        get => Interlocked.Read(ref _expected);
        set => Interlocked.Exchange(ref _expected, value);
    }

    /// <summary>Gets the address without user name and password, and without its query, which may grant access.</summary>
    public string PrintableAddress => HttpUrl.WithoutSecrets(Address);

    /// <summary>Gets the file if it exists and need not be downloaded.</summary>
    /// <exception cref="IOException">There is a link, a folder, or an empty file at its path.</exception>
    public FileInfo? Existing
    {
        get
        {
            FileLinks.Refuse(Path);
            if (Directory.Exists(Path))
            {
                throw new IOException("a folder with this name already exists.");
            }

            // An empty file is never complete. (A pipe or a device also counts as empty.)
            return IsReplacing || !File.Exists(Path) ? null
                : new FileInfo(Path) is { Length: > 0 } file ? file
                : throw new IOException("the file with this name is empty or not a regular file. Remove it, or replace it with -Force.");
        }
    }
}

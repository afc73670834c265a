namespace TencentLvb.Downloads;

/// <summary>One file to fetch.</summary>
internal sealed class DownloadItem(Uri address, string path, long? size, object target, bool isReplacing = false)
{
    private long _received;
    private long _expected = size ?? -1;
    private long _offset;

    public Uri Address { get; } = address;

    /// <summary>The final path.</summary>
    public string Path { get; } = path;

    /// <summary>What the user gave.</summary>
    public object Target { get; } = target;

    /// <summary>Whether a file that has the final name already is fetched again.</summary>
    public bool IsReplacing { get; } = isReplacing;

    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The size of the file as its object tells it; null where it tells none, or that of something else (a playlist has the
    /// recording's).</summary>
    public long? Size { get; } = path.EndsWith("." + MediaFile.Playlist, StringComparison.OrdinalIgnoreCase) ? null : size;

    /// <summary>More bytes than any such file has, for one whose length nobody tells.</summary>
    public long Most { get; } = MediaFile.MostBytes(path);

    /// <summary>Whether the answer calls itself a text.</summary>
    public bool IsCalledText { get; set; }

    /// <summary>Bytes so far; written by the worker, read by the pipeline thread.</summary>
    public long Received
    {
        get => Interlocked.Read(ref _received);
        set => Interlocked.Exchange(ref _received, value);
    }

    /// <summary>Those of them that an earlier attempt, or an earlier run, had left.</summary>
    public long Offset
    {
        get => Interlocked.Read(ref _offset);
        set => Interlocked.Exchange(ref _offset, value);
    }

    /// <summary>Bytes of the whole file, or -1 while nobody knows.</summary>
    public long Expected
    {
        get => Interlocked.Read(ref _expected);
        set => Interlocked.Exchange(ref _expected, value);
    }

    /// <summary>The address without user name and password, and without its query, which may grant access.</summary>
    public string PrintableAddress => HttpUrl.WithoutSecrets(Address);

    /// <summary>The file, if it is there and need not be fetched.</summary>
    /// <exception cref="IOException">A link, a folder, or something empty is in its place.</exception>
    public FileInfo? Existing
    {
        get
        {
            FileLinks.Refuse(Path);
            if (Directory.Exists(Path))
            {
                throw new IOException("a folder with this name exists.");
            }

            // Nothing empty is ever completed. (A pipe or a device counts as empty too.)
            return IsReplacing || !File.Exists(Path) ? null
                : new FileInfo(Path) is { Length: > 0 } file ? file
                : throw new IOException("the file with this name is empty or not a regular file. Remove it, or replace it with -Force.");
        }
    }
}

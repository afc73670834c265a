namespace TencentLvb.Downloads;

/// <summary>
/// What has arrived of a file, under a name of its own until it is whole, with a note of which version of which file it is a part of.
/// </summary>
internal sealed class PartialFile(DownloadItem item)
{
    private readonly string _data = item.Path + ".partial";
    private readonly string _note = item.Path + ".partial.info";

    public string DataPath => _data;

    /// <summary>The bytes at hand and the validator (ETag or date) they belong to; nothing when they can't be continued.</summary>
    public (long Length, string Validator)? Resumable()
    {
        if (!File.Exists(_data) || !File.Exists(_note))
        {
            return null;
        }

        var lines = File.ReadAllLines(_note);
        var length = new FileInfo(_data).Length;
        return lines.Length == 2 && lines[0] == Mark && lines[1].Length > 0 && length > 0 ? (length, lines[1]) : null;
    }

    /// <summary>Opens the data for writing at an offset; what is behind it goes. Nobody else can write meanwhile.</summary>
    public FileStream Open(long offset, string? validator)
    {
        var stream = new FileStream(_data, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 128 * 1024, useAsync: true);
        try
        {
            stream.SetLength(offset);
            stream.Position = offset;
            if (validator is null)
            {
                File.Delete(_note);
            }
            else
            {
                File.WriteAllText(_note, Mark + "\n" + validator + "\n");
            }
        }
        catch
        {
            stream.Dispose();
            throw;
        }

        return stream;
    }

    /// <summary>Gives the whole file its name, in one step.</summary>
    public FileInfo Complete()
    {
        if (File.Exists(item.Path))
        {
            File.Replace(_data, item.Path, null);
        }
        else
        {
            File.Move(_data, item.Path);
        }

        File.Delete(_note);
        return new FileInfo(item.Path);
    }

    public void Discard()
    {
        File.Delete(_data);
        File.Delete(_note);
    }

    /// <summary>Copies until the end of the source, counting; a source that stays silent for too long throws TimeoutException.</summary>
    public static async Task CopyAsync(Stream source, FileStream target, DownloadItem item, TimeSpan patience, CancellationToken cancellation)
    {
        var buffer = new byte[128 * 1024];
        while (true)
        {
            var read = await ReadTimeout.ReadAsync(source, buffer, patience, cancellation).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            try
            {
                await target.WriteAsync(buffer, 0, read, cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw DownloadErrors.Save(item, e);
            }

            item.Received += read;
        }
    }

    // The address itself may grant access, so that only its mark is kept.
    private string Mark => SafeFileName.Mark(item.Address.AbsoluteUri);
}

namespace TencentLvb.Unit.Notifications;

/// <summary>Files that fail when the test requires it.</summary>
internal sealed class FaultyDisk
{
    public Exception Failure { get; init; } = new IOException("no space left");

    public bool FailsWrite { get; set; }

    /// <summary>Writes fail as long as this file exists.</summary>
    public string? FilledBy { get; set; }

    public bool FailsFlush { get; set; }

    /// <summary>Closing a file reports a failure, as a network file system does.</summary>
    public bool FailsClose { get; set; }

    /// <summary>Another process truncates the file.</summary>
    public bool CutsAfterFlush { get; set; }

    /// <summary>The number of bytes that are written before a write fails.</summary>
    public int Written { get; set; }

    public FileStream Create(string path) => new DiskFile(this, path);

    private sealed class DiskFile(FaultyDisk disk, string path) : FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite,
        FileShare.ReadWrite | FileShare.Delete, 1)
    {
        public override void Write(byte[] array, int offset, int count)
        {
            bool fails = disk.FailsWrite || File.Exists(disk.FilledBy);
            base.Write(array, offset, fails ? Math.Min(count, disk.Written) : count);
            if (fails)
            {
                throw disk.Failure;
            }
        }

        public override void Flush(bool flushToDisk)
        {
            if (disk.FailsFlush)
            {
                throw disk.Failure;
            }

            base.Flush(flushToDisk);
            if (disk.CutsAfterFlush)
            {
                SetLength(Length - 1);
            }
        }

        protected override void Dispose(bool disposing)
        {
            bool wasOpen = CanWrite;
            base.Dispose(disposing);
            if (disposing && wasOpen && disk.FailsClose)
            {
                throw disk.Failure;
            }
        }
    }
}

namespace TencentLvb.Notifications;

/// <summary>
/// Finds the files of a spool by name. Links are excluded: their targets were not written by the receiver and must not be read, truncated
/// or emitted.
/// </summary>
internal static class SpoolFiles
{
    /// <summary>The name pattern of segments.</summary>
    public const string Segments = "events-*.log";

    /// <summary>The name pattern of journal files.</summary>
    public const string Journals = "done-*.log";

    /// <summary>Returns the files in no particular order.</summary>
    public static IEnumerable<string> Of(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern).Where(path => !PrivateFile.IsLink(path));

    /// <summary>
    /// Closes a file that was flushed, or whose failure was reported. A network file system may report a failure again when a file is
    /// closed: it must not end the thread or prevent further files.
    /// </summary>
    public static void Close(FileStream? file)
    {
        try
        {
            file?.Dispose();
        }
#pragma warning disable CA1031 // As above.
        catch (Exception)
#pragma warning restore CA1031
        {
            // It is closed nevertheless.
        }
    }

    /// <summary>Returns links with the name of such a file.</summary>
    public static IEnumerable<string> Links(string folder) => new[] { Segments, Journals }
        .SelectMany(pattern => Directory.EnumerateFileSystemEntries(folder, pattern)).Where(PrivateFile.IsLink);
}

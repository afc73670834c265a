namespace TencentLvb.Notifications;

/// <summary>
/// The files of a spool, found by their names. A link is none of them: what it leads to was not written here, and is not to be read,
/// cut or emitted as if it had been.
/// </summary>
internal static class SpoolFiles
{
    /// <summary>The segments.</summary>
    public const string Segments = "events-*.log";

    /// <summary>The files of the journal.</summary>
    public const string Journals = "done-*.log";

    /// <summary>The files, in no order.</summary>
    public static IEnumerable<string> Of(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern).Where(path => !PrivateFile.IsLink(path));

    /// <summary>Links that have the name of such a file.</summary>
    public static IEnumerable<string> Links(string folder) => new[] { Segments, Journals }
        .SelectMany(pattern => Directory.EnumerateFileSystemEntries(folder, pattern)).Where(PrivateFile.IsLink);
}

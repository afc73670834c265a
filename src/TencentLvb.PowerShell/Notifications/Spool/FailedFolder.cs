namespace TencentLvb.Notifications;

/// <summary>
/// The folder <c>failed</c> in a spool: events and files that could not be emitted or read, for manual inspection. Nothing in it is ever
/// deleted or replaced.
/// </summary>
internal static class FailedFolder
{
    public const string Name = "failed";

    /// <summary>Moves a file of the spool to the folder.</summary>
    /// <exception cref="IOException">The file cannot be moved.</exception>
    public static void Move(string path)
    {
        var folder = Folder(Path.GetDirectoryName(path)!);
        File.Move(path, Free(folder, Path.GetFileName(path)));
    }

    /// <summary>Writes a file to the folder.</summary>
    /// <returns>The path of the file.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static string Write(string spool, string name, byte[] bytes)
    {
        var path = Free(Folder(spool), name);
        using var file = PrivateFile.Create(path, FileMode.CreateNew, FileShare.None);
        file.Write(bytes, 0, bytes.Length);
        file.Flush(true);
        return path;
    }

    private static string Folder(string spool)
    {
        var folder = Path.Combine(spool, Name);
        if (PrivateFile.IsLink(folder))
        {
            throw new IOException($"'{folder}' is a link.");
        }

        PrivateFile.CreateFolder(folder);
        return folder;
    }

    private static string Free(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        for (var i = 2; File.Exists(path); i++)
        {
            path = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(name)}-{i}{Path.GetExtension(name)}");
        }

        return path;
    }
}

namespace TencentLvb.Downloads;

/// <summary>
/// Keeps downloads from following links that somebody else may have laid into a shared folder: they would write over whatever file of the
/// user the link names.
/// </summary>
internal static class FileLinks
{
    /// <summary>Refuses a path at which there is a link, wherever it leads.</summary>
    /// <exception cref="IOException">There is one.</exception>
    public static void Refuse(string path)
    {
        if (IsLink(path))
        {
            throw new IOException($"'{path}' is a link. Nothing is written through links; remove it if it is not yours.");
        }
    }

    /// <summary>Whether there is a symbolic link or a junction. Files that Windows stores in another way (deduplicated, in a cloud) are
    /// none.</summary>
    public static bool IsLink(string path)
    {
        try
        {
            var attributes = File.GetAttributes(path);
            return (attributes & FileAttributes.ReparsePoint) != 0
                && (attributes & (FileAttributes.SparseFile | FileAttributes.Offline)) == 0;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }
}

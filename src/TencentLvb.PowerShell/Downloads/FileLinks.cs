using System.Management.Automation;
using Microsoft.PowerShell.Commands;

namespace TencentLvb.Downloads;

/// <summary>
/// Prevents downloads from following links that another user may have placed in a shared folder. They would overwrite any file of the
/// current user that the link points to.
/// </summary>
internal static class FileLinks
{
    /// <summary>Refuses a path at which there is a link, regardless of its target.</summary>
    /// <exception cref="IOException">The path is a link.</exception>
    public static void Refuse(string path)
    {
        if (IsLink(path))
        {
            throw new IOException($"'{path}' is a link. Files are not written through a link. Remove the link if it is not yours.");
        }
    }

    /// <summary>Refuses a file that has another name, because writing to it could change a file of another user.</summary>
    /// <exception cref="IOException">The file has another name, or the path is a link.</exception>
    public static void RefuseShared(string path)
    {
        Refuse(path);
        if (HasAnotherName(path))
        {
            throw new IOException($"'{path}' is a hard link: the file has another name as well. Remove it if it is not yours.");
        }
    }

    private static bool HasAnotherName(string path)
    {
        try
        {
            // Neither .NET nor .NET Standard can count the names of a file; PowerShell can, on every system.
            return InternalSymbolicLinkLinkCodeMethods.GetLinkType(PSObject.AsPSObject(new FileInfo(path))) == "HardLink";
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    /// <summary>
    /// Determines whether the path is a symbolic link or a junction. Files that Windows stores differently (deduplicated, in a cloud) are
    /// not links.
    /// </summary>
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

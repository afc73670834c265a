using System.Management.Automation;
using Microsoft.PowerShell.Commands;

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

    /// <summary>Refuses a file that has another name too: what is written to it would be in somebody else's file as well.</summary>
    /// <exception cref="IOException">It has one, or there is a link.</exception>
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
            // Neither .NET nor .NET Standard counts the names of a file; PowerShell does, on every system.
            return InternalSymbolicLinkLinkCodeMethods.GetLinkType(PSObject.AsPSObject(new FileInfo(path))) == "HardLink";
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
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

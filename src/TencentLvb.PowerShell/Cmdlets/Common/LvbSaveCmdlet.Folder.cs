using System.Management.Automation;
using Microsoft.PowerShell.Commands;

namespace TencentLvb.Cmdlets.Bases;

// The destination folder of a cmdlet that downloads files.
public abstract partial class LvbSaveCmdlet
{
    private string Folder()
    {
        var folder = GetUnresolvedFolder();
        if (folder.IndexOf('\0') >= 0)
        {
            throw LvbErrors.InvalidArgument($"-Path '{Path}' contains a null character.", "Specify a folder in the file system.");
        }

        if (File.Exists(folder))
        {
            throw LvbErrors.InvalidArgument($"-Path '{Path}' is a file.", "Specify a folder.");
        }

        return folder;
    }

    private string GetUnresolvedFolder()
    {
        try
        {
            var folder = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path, out var provider, out _);
            if (provider.ImplementingType == typeof(FileSystemProvider))
            {
                return folder;
            }
        }
        catch (Exception e) when (e is System.Management.Automation.DriveNotFoundException or ProviderNotFoundException
            or NotSupportedException)
        {
            throw LvbErrors.InvalidArgument($"-Path '{Path}': {e.Message}", "Specify a folder in the file system.");
        }

        throw LvbErrors.InvalidArgument($"-Path '{Path}' is not in the file system.",
            "Specify a folder in the file system, for example C:\\Recordings or ./recordings.");
    }
}

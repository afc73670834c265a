using System.Management.Automation;
using Microsoft.PowerShell.Commands;

namespace TencentLvb.Cmdlets.Bases;

// The progress and the output of a cmdlet that downloads files.
public abstract partial class LvbSaveCmdlet
{
    private void Report(DownloadProgress progress) => _bar!.Show(
        progress.Status,
        progress.Percent,
        progress.SecondsLeft < 0 ? null : TimeSpan.FromSeconds(progress.SecondsLeft),
        progress.Running[0].Name);

    // Uses the provider, so that the file has the members that Get-Item adds: PSPath, the mode, the view.
    private void Emit(FileInfo file)
    {
        if (!PassThru)
        {
            return;
        }

        var path = SessionState.Path.CurrentLocation.Provider.ImplementingType == typeof(FileSystemProvider)
            ? file.FullName
            : "Microsoft.PowerShell.Core\\FileSystem::" + file.FullName;
        try
        {
            foreach (var item in InvokeProvider.Item.Get([path], force: true, literalPath: true))
            {
                WriteObject(item);
            }
        }
        catch (Exception e) when (e is ItemNotFoundException or ProviderInvocationException or IOException or UnauthorizedAccessException)
        {
            // A command downstream has already moved the file.
            WriteObject(file);
        }
    }
}

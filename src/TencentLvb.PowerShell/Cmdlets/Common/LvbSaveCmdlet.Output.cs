using System.Management.Automation;
using Microsoft.PowerShell.Commands;

namespace TencentLvb.Cmdlets.Bases;

// What a cmdlet that downloads shows and emits.
public abstract partial class LvbSaveCmdlet
{
    private void Report(DownloadProgress progress) => _bar!.Show(
        progress.Status,
        progress.Percent,
        progress.SecondsLeft < 0 ? null : TimeSpan.FromSeconds(progress.SecondsLeft),
        progress.Running[0].Name);

    // By the provider, so that the file has what Get-Item gives it: PSPath, the mode, the view.
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
            // Something downstream has moved it already.
            WriteObject(file);
        }
    }
}

using System.Management.Automation;
using Microsoft.PowerShell.Commands;

namespace TencentLvb.Cmdlets.Bases;

// What a cmdlet that downloads shows and emits.
public abstract partial class LvbSaveCmdlet
{
    private const int ProgressId = 1202;
    private bool _reported;
    private bool _isWatched;

    private void Report(DownloadProgress tally)
    {
        if (_isWatched)
        {
            _reported = true;
            WriteProgress(new ProgressRecord(ProgressId, Activity, tally.Status)
            {
                CurrentOperation = tally.Running[0].Name,
                PercentComplete = tally.Percent,
                SecondsRemaining = tally.SecondsLeft,
            });
        }
    }

    private void CompleteProgress()
    {
        if (_reported)
        {
            WriteProgress(new ProgressRecord(ProgressId, Activity, " ") { RecordType = ProgressRecordType.Completed });
        }
    }

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

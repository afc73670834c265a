using System.Management.Automation;

namespace TencentLvb;

/// <summary>What the cmdlets over profiles have in common: the file, and errors that say what to do.</summary>
public abstract class LvbProfileCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>The file that holds the profiles.</summary>
    internal ProfileFile File => ProfileChoice.FindFile(this) ?? throw ProfileErrors.NoPlace();

    /// <summary>Is cancelled when the cmdlet is stopped.</summary>
    internal CancellationToken StopToken => _stop.Token;

    /// <summary>What the cmdlet does for each input.</summary>
    protected abstract void Process();

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        try
        {
            Process();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (LvbException error)
        {
            ThrowTerminatingError(Cmdlets.ErrorRecords.From(error, MyInvocation.BoundParameters.TryGetValue("Name", out var name) ? name : null));
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // A stop may come after the end.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Dispose()"/>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Dispose();
        }
    }

    /// <summary>The name, if a profile can be called so.</summary>
    internal static string CheckName(string name) =>
        string.IsNullOrWhiteSpace(name) || WildcardPattern.ContainsWildcardCharacters(name)
            ? throw LvbErrors.InvalidArgument($"'{name}' can't be the name of a profile.", "Give a name without * ? [ and ], as production.")
            : name;
}

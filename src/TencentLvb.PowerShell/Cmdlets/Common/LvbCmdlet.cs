using System.Management.Automation;
using System.Security;

namespace TencentLvb;

/// <summary>What every cmdlet of the module has: a connection, errors with a recommended action, and an end at once when it is stopped.</summary>
public abstract partial class LvbCmdlet : PSCmdlet, IDisposable
{
    private readonly object _stopGate = new();
    private readonly CancellationTokenSource _stop = new();
    private AccountResolver? _account;
    private bool _disposed;

    /// <summary>Which account to use; without it the current connection of this session, else the default profile.</summary>
    [Parameter]
    [ConnectionArgument]
    public LvbConnection? Connection { get; set; }

    /// <summary>Is cancelled when the cmdlet is stopped or disposed.</summary>
    internal CancellationToken StopToken => _stop.Token;

    /// <summary>The connection to use, with its key at hand; resolved on first use, on the pipeline thread.</summary>
    internal LvbConnection Account => (_account ??= AccountResolver.Find(this)).Connection;

    /// <summary>The key of the account's notifications: that of its callback secret, read on first use, else the API key.</summary>
    internal SecureString NotificationKey
    {
        get
        {
            _ = Account;
            return _account!.NotificationKey;
        }
    }

    /// <summary>Whether the account's key of the notifications is another one than that which refused one; reads its secret once more.</summary>
    internal bool NotificationKeyWasRotated(SecureString refusedBy)
    {
        _ = Account;
        return _account!.NotificationKeyWasRotated(refusedBy);
    }

    /// <summary>Reads a key with SecretManagement; call it on the pipeline thread.</summary>
    /// <exception cref="LvbException">The key could not be read.</exception>
    internal SecureString ReadSecret(string name, string? vault) => SecretReader.Read(this, name, vault, StopToken);

    /// <summary>Emits an object; a stream that it is about can then be completed.</summary>
    internal new void WriteObject(object? output)
    {
        SeenStreams.Note(output, _account?.Connection);
        base.WriteObject(Cmdlets.OutputDecorator.AddTo(output));
    }

    /// <summary>Writes a non-terminating error about what the user gave.</summary>
    internal void WriteError(LvbException error, object? target) => WriteError(Cmdlets.ErrorRecords.From(error, target));

    /// <summary>Ends the cmdlet with an error.</summary>
    internal void ThrowError(LvbException error, object? target) => ThrowTerminatingError(Cmdlets.ErrorRecords.From(error, target));

    /// <summary>Ends the cmdlet with <c>LvbInvalidArgument</c>.</summary>
    internal void ThrowInvalid(string what, string allowed, object? target) => ThrowError(LvbErrors.InvalidArgument(what, allowed), target);

    /// <summary>Checks the combination of parameters; nothing has been sent yet.</summary>
    protected virtual void Check()
    {
    }

    /// <summary>What the cmdlet does before the first input.</summary>
    protected virtual void Begin()
    {
    }

    /// <summary>What the cmdlet does for each input.</summary>
    protected virtual void Process()
    {
    }

    /// <summary>What the cmdlet does after the last input.</summary>
    protected virtual void End()
    {
    }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing() => Guarded(() =>
    {
        WarnOfLocalTimes();
        Check();
        Begin();
    });

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Guarded(Process);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Guarded(() =>
    {
        End();
        _progress?.Complete();
    });

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        // Comes on another thread, at any time: also while Dispose runs, and after it.
        lock (_stopGate)
        {
            if (!_disposed)
            {
                _stop.Cancel();
            }
        }
    }

    /// <summary>Cancels what is in flight: after Select-Object -First, or when something downstream throws, only this runs.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Dispose()"/>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
        {
            return;
        }

        lock (_stopGate)
        {
            if (_disposed)
            {
                return;
            }

            _stop.Cancel();
            _disposed = true;
        }

        _onceCalls.Name(Host);
        _stop.Dispose();
    }

    // A local time that the clock skips or shows twice: the argument's conversion sees it, but has no way to warn.
    private void WarnOfLocalTimes()
    {
        foreach (var argument in MyInvocation.BoundParameters)
        {
            if (argument.Value is LvbTime { Note: { } note })
            {
                WriteWarning($"-{argument.Key}: {note}");
            }
        }
    }

    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (LvbException error)
        {
            ThrowError(error, null);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}

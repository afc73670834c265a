using System;
using System.Management.Automation;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using TencentLvb.Client;
using TencentLvb.Cmdlets;
using TencentLvb.Connections;
using TencentLvb.Profiles;

namespace TencentLvb;

/// <summary>What every cmdlet of the module has: a connection, errors with a recommended action, and an end at once when it is stopped.</summary>
public abstract class LvbCmdlet : PSCmdlet, IDisposable
{
    // Calls that fail together ask the vault once, and a cmdlet that waits for hours still hears of a rotation.
    private static readonly TimeSpan SecretRereadPause = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private DateTime? _lastReread;
    private LvbConnection? _resolved;
    private bool? _verbose;
    private int _disposed;

    /// <summary>Which account to use; without it the current connection of this session, else the default profile.</summary>
    [Parameter]
    [ConnectionArgument]
    public LvbConnection? Connection { get; set; }

    /// <summary>Is cancelled when the cmdlet is stopped or disposed.</summary>
    internal CancellationToken StopToken => _stop.Token;

    /// <summary>The connection to use, with its key at hand; resolved on first use, on the pipeline thread.</summary>
    internal LvbConnection Account => _resolved ??= ResolveConnection();

    /// <summary>The key of the account's notifications: that of its callback secret, read on first use, else the API key.</summary>
    internal SecureString NotificationKey
    {
        get
        {
            if (Account.CallbackSecretName is not { } secret)
            {
                return Account.CurrentKey();
            }

            Account.CallbackKey ??= ReadSecret(secret, Account.Vault);
            return Account.CallbackKey!;
        }
    }

    /// <summary>Notes for one call: verbose lines are made only when somebody wants them.</summary>
    internal CallNotes NewNotes() => new(_verbose ??= WantsVerbose()) { KeyVersion = _resolved?.KeyVersion ?? 0 };

    /// <summary>Makes a call on the pipeline thread's time and returns its value; throws <see cref="LvbException"/> when it failed.</summary>
    internal T Call<T>(LvbRequest<T> request)
    {
        // The connection is found, and its secret read, on the pipeline thread; the rest is not.
        var client = Account.Client;
        return Await((notes, cancellation) => client.SendAsync(request, notes, cancellation));
    }

    /// <summary>Runs work off the pipeline thread, waits for it, and writes what it has to say.</summary>
    internal T Await<T>(Func<CallNotes, CancellationToken, Task<T>> work)
    {
        var outcome = Outcome<T>.Start(work, NewNotes(), StopToken);
        return Finish(outcome, work);
    }

    /// <summary>Waits for work that was started earlier and writes its notes. After a refused sign the secret is read once more.</summary>
    internal T Finish<T>(Outcome<T> outcome, Func<CallNotes, CancellationToken, Task<T>> again)
    {
        WaitFor(outcome.Task);
        WriteNotes(outcome.Notes);
        if (outcome.Error is { ErrorId: LvbErrors.SignatureInvalidId } && KeyWasRotated(outcome.Notes.KeyVersion))
        {
            var second = Outcome<T>.Start(again, NewNotes(), StopToken);
            WaitFor(second.Task);
            WriteNotes(second.Notes);
            return second.ValueOrThrow();
        }

        return outcome.ValueOrThrow();
    }

    /// <summary>Reads a key with SecretManagement; call it on the pipeline thread.</summary>
    /// <exception cref="LvbException">The key could not be read.</exception>
    internal SecureString ReadSecret(string name, string? vault) => SecretReader.Read(this, name, vault, StopToken);

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
        Check();
        Begin();
    });

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Guarded(Process);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Guarded(End);

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        // May come on another thread, and after Dispose.
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
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
        if (disposing && Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _stop.Cancel();
            _stop.Dispose();
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

    private void WaitFor(Task task)
    {
        try
        {
            // The outcome is kept in the task's value, so that only a stop throws here.
            task.Wait(StopToken);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private void WriteNotes(CallNotes notes)
    {
        foreach (var line in notes.VerboseLines)
        {
            WriteVerbose(line);
        }

        foreach (var text in notes.Warnings)
        {
            WriteWarning(text);
        }
    }

    private LvbConnection ResolveConnection()
    {
        var connection = Connection ?? CurrentConnection.Value ?? ConnectionFromProfile() ?? throw LvbErrors.NotConnected();
        if (!connection.IsUsable)
        {
            throw LvbErrors.NotConnected(connection == LvbConnection.Serialized
                ? "The connection came through serialisation (a job, a remote session or a file) and has no key."
                : "This connection was closed by Disconnect-Lvb.");
        }

        if (!connection.HasKey)
        {
            connection.SetKey(ReadSecret(connection.SecretName!, connection.Vault));
        }

        return connection;
    }

    private LvbConnection? ConnectionFromProfile()
    {
        if (ProfileChoice.WhenNotConnected(this) is not { } profile)
        {
            return null;
        }

        var settings = profile.ToSettings();
        if (CurrentConnection.FromProfile is { IsUsable: true } known && known.Settings == settings)
        {
            return known;
        }

        if (profile.SecretName is null)
        {
            throw LvbErrors.NotConnected($"There is no connection in this session, and the profile '{profile.Name}' names no secret to read the key from.");
        }

        return CurrentConnection.FromProfile = new LvbConnection(settings, key: null);
    }

    private bool KeyWasRotated(int signedWith)
    {
        if (Account.SecretName is not { } secret)
        {
            return false;
        }

        if (Account.KeyVersion == signedWith && !(DateTime.UtcNow - _lastReread < SecretRereadPause))
        {
            _lastReread = DateTime.UtcNow;
            try
            {
                var key = ReadSecret(secret, Account.Vault);
                if (!SecretKey.Same(key, Account.CurrentKey()))
                {
                    Account.SetKey(key);
                    WriteVerbose($"The secret '{secret}' holds another key now: it is taken, and the call made again.");
                }
            }
            catch (LvbException error)
            {
                // The refused signature says more than this.
                WriteWarning("The key was refused, and its secret could not be read once more. " + error.Message);
            }
        }

        return Account.KeyVersion != signedWith;
    }

    private bool WantsVerbose() =>
        MyInvocation.BoundParameters.TryGetValue("Verbose", out var bound)
            ? bound is SwitchParameter { IsPresent: true }
            : GetVariableValue("VerbosePreference") is { } preference
                && !string.Equals(preference.ToString(), "SilentlyContinue", StringComparison.OrdinalIgnoreCase)
                && !string.Equals(preference.ToString(), "Ignore", StringComparison.OrdinalIgnoreCase);
}

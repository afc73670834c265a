using System.Security;

namespace TencentLvb;

/// <summary>
/// A local LVB service that runs in this process, made by <c>Start-LvbEmulator</c>.
/// Hand it to <c>Connect-Lvb -Emulator</c>; end it with <c>Stop-LvbEmulator</c>.
/// </summary>
public sealed class LvbEmulator : IDisposable
{
    private IEmulatorEngine? _engine;

    internal LvbEmulator(IEmulatorEngine engine, long appId, SecureString key)
    {
        _engine = engine;
        Uri = engine.Uri;
        AppId = appId;
        Key = key;
    }

    /// <summary>The address that answers both the business and the statistics interfaces.</summary>
    public Uri Uri { get; }

    /// <summary>The APPID of the emulated account.</summary>
    public long AppId { get; }

    /// <summary>True until the emulator is stopped.</summary>
    public bool IsRunning => Volatile.Read(ref _engine) is not null;

    /// <summary>The API key of the emulated account. It is in no output.</summary>
    internal SecureString Key { get; }

    /// <summary>The running service, or null after it was stopped.</summary>
    internal IEmulatorEngine? Engine => Volatile.Read(ref _engine);

    /// <summary>Stops the service and frees its port.</summary>
    public void Dispose()
    {
        var engine = Interlocked.Exchange(ref _engine, null);
        if (engine is null)
        {
            return;
        }

        engine.Dispose();
        Key.Dispose();
    }

    /// <summary>The address of the emulator.</summary>
    /// <returns>The address as text.</returns>
    public override string ToString() => Uri.ToString();
}

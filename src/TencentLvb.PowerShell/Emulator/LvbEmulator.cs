using System.Security;

namespace TencentLvb;

/// <summary>
/// A local LVB service that runs in this process, made by <c>Start-LvbEmulator</c>.
/// Hand it to <c>Connect-Lvb -Emulator</c>; end it with <c>Stop-LvbEmulator</c>.
/// </summary>
public sealed class LvbEmulator : IDisposable
{
    private IEmulatorEngine? _engine;

    internal LvbEmulator(IEmulatorEngine engine, EmulatorSettings settings)
    {
        _engine = engine;
        Uri = engine.Uri;
        AppId = settings.AppId;
        Key = settings.Key;
        SecretId = settings.SecretId ?? "";
        SecretKey = settings.SecretKey ?? new SecureString();
        Site = settings.Site;
    }

    /// <summary>
    /// The address of API 2.0: it answers both the business and the statistics interfaces. API 3.0 is at the root of the same port.
    /// </summary>
    public Uri Uri { get; }

    /// <summary>The APPID of the emulated account.</summary>
    public long AppId { get; }

    /// <summary>The SecretId of the emulated account, for API 3.0.</summary>
    public string SecretId { get; }

    /// <summary>The site of the emulated account: it decides which actions of API 3.0 exist, and their page sizes.</summary>
    public LvbSite Site { get; }

    /// <summary>True until the emulator is stopped.</summary>
    public bool IsRunning => Volatile.Read(ref _engine) is not null;

    /// <summary>The API key of the emulated account. It is in no output.</summary>
    internal SecureString Key { get; }

    /// <summary>The SecretKey of the emulated account. It is in no output.</summary>
    internal SecureString SecretKey { get; }

    /// <summary>The address of API 3.0, all products of it: the root of the same port.</summary>
    internal Uri Api3Endpoint => new(Uri, "/");

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
        SecretKey.Dispose();
    }

    /// <summary>The address of the emulator.</summary>
    /// <returns>The address as text.</returns>
    public override string ToString() => Uri.ToString();
}

using System.Security;

namespace TencentLvb;

/// <summary>
/// Represents a local LVB service in this process, created by <c>Start-LvbEmulator</c>. Pass it to <c>Connect-Lvb -Emulator</c>; end it
/// with <c>Stop-LvbEmulator</c>.
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
    /// The address of API 2.0, for both the business and the statistics interfaces. API 3.0 is at the root of the same port.
    /// </summary>
    public Uri Uri { get; }

    /// <summary>The APPID of the emulated account.</summary>
    public long AppId { get; }

    /// <summary>The SecretId of the emulated account, for API 3.0.</summary>
    public string SecretId { get; }

    /// <summary>The site of the emulated account, which determines the available actions of API 3.0 and their page sizes.</summary>
    public LvbSite Site { get; }

    /// <summary>Indicates whether the emulator is running.</summary>
    public bool IsRunning => Volatile.Read(ref _engine) is not null;

    /// <summary>Gets the API key of the emulated account. It never appears in output.</summary>
    internal SecureString Key { get; }

    /// <summary>Gets the SecretKey of the emulated account. It never appears in output.</summary>
    internal SecureString SecretKey { get; }

    /// <summary>Gets the address of API 3.0 for all products: the root of the same port.</summary>
    internal Uri Api3Endpoint => new(Uri, "/");

    /// <summary>Gets the running service; null after it was stopped.</summary>
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

    /// <summary>Returns the address of the emulator.</summary>
    /// <returns>The address as text.</returns>
    public override string ToString() => Uri.ToString();
}

using System.Security;

namespace TencentLvb.Emulator;

/// <summary>Specifies the settings of <c>Start-LvbEmulator</c>.</summary>
internal sealed class EmulatorSettings
{
    /// <summary>Gets the port; 0 uses a free one.</summary>
    public int Port { get; init; }

    public required long AppId { get; init; }

    public required SecureString Key { get; init; }

    /// <summary>Gets the SecretId of API 3.0; null if the account has no key of API 3.0.</summary>
    public string? SecretId { get; init; }

    public SecureString? SecretKey { get; init; }

    public LvbSite Site { get; init; }

    /// <summary>Gets the time after its end at which a recorded file appears in the media library of API 3.0.</summary>
    public TimeSpan FileDelay { get; init; }

    public Uri? CallbackUri { get; init; }

    /// <summary>Gets the key that signs notifications; null for the API key.</summary>
    public SecureString? CallbackKey { get; init; }

    public LvbEmulatorCallbackGeneration CallbackGeneration { get; init; }

    /// <summary>Gets the pause between two posts; null for the pause of the generation.</summary>
    public TimeSpan? CallbackGap { get; init; }

    public IReadOnlyList<EmulatorFault> Faults { get; init; } = [];

    public IReadOnlyCollection<LvbEmulatorShape> Shapes { get; init; } = [];

    public bool SampleData { get; init; }

    /// <summary>Gets the seed: equal seeds produce equal faults for equal requests in the same order.</summary>
    public int Seed { get; init; } = 1;
}

using System.Security;

namespace TencentLvb.Emulator;

/// <summary>What <c>Start-LvbEmulator</c> asks for.</summary>
internal sealed class EmulatorSettings
{
    /// <summary>0: a free one.</summary>
    public int Port { get; init; }

    public required long AppId { get; init; }

    public required SecureString Key { get; init; }

    /// <summary>The SecretId of API 3.0; null: the account has no key of API 3.0.</summary>
    public string? SecretId { get; init; }

    public SecureString? SecretKey { get; init; }

    public LvbSite Site { get; init; }

    /// <summary>How long after its end a recorded file appears in the media library of API 3.0.</summary>
    public TimeSpan FileDelay { get; init; }

    public Uri? CallbackUri { get; init; }

    /// <summary>The key that signs notifications; null: the API key.</summary>
    public SecureString? CallbackKey { get; init; }

    public LvbEmulatorCallbackGeneration CallbackGeneration { get; init; }

    /// <summary>The pause between two tries; null: the one of the generation.</summary>
    public TimeSpan? CallbackGap { get; init; }

    public IReadOnlyList<EmulatorFault> Faults { get; init; } = [];

    public IReadOnlyCollection<LvbEmulatorShape> Shapes { get; init; } = [];

    public bool SampleData { get; init; }

    /// <summary>Where chance begins: equal seeds give equal faults for equal requests in equal order.</summary>
    public int Seed { get; init; } = 1;
}

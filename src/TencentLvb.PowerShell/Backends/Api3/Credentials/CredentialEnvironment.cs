using System.Runtime.InteropServices;

namespace TencentLvb.Backends.Api3;

/// <summary>Provides credential sources with access to the machine. Tests replace it.</summary>
internal sealed record CredentialEnvironment
{
    private const string MetadataVariable = "LVB_METADATA_ENDPOINT";
    private const string StsVariable = "LVB_STS_ENDPOINT";
    private static readonly Uri DefaultMetadata = new("http://metadata.tencentyun.com/");

    /// <summary>Gets a function that reads an environment variable; null if it is not set or blank.</summary>
    public Func<string, string?> Variable { get; init; } = Real;

    /// <summary>Gets the user's home folder; null if there is none.</summary>
    public Func<string?> Home { get; init; } = RealHome;

    /// <summary>Gets the machine-wide file of the SDKs; null if the platform has none.</summary>
    public string? SystemFile { get; init; } = IsWindows ? null : "/etc/tencentcloud/credentials";

    /// <summary>Gets the address of the CVM metadata service. <c>$env:LVB_METADATA_ENDPOINT</c> overrides it.</summary>
    public Uri Metadata => Address(MetadataVariable) ?? DefaultMetadata;

    /// <summary>Returns the address of STS. <c>$env:LVB_STS_ENDPOINT</c> overrides it.</summary>
    public Uri Sts(LvbSite site) => Address(StsVariable)
        ?? new Uri(site == LvbSite.International ? "https://sts.intl.tencentcloudapi.com/" : "https://sts.tencentcloudapi.com/");

    private static bool IsWindows => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    // Keys must not be sent in plain text: http is allowed only for this machine.
    private Uri? Address(string variable) => Variable(variable) switch
    {
        null => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var address)
            && HttpUrl.IsWebWithoutUserInfo(address) && (address.Scheme == "https" || address.IsLoopback) => address,
        var text => throw LvbErrors.InvalidArgument(
            $"$env:{variable} '{HttpUrl.Shown(text)}' is not a valid address.",
            "Set an HTTPS address, or an HTTP address on this machine, such as http://127.0.0.1:8080/. "
                + $"Or remove the variable: Remove-Item Env:{variable}."),
    };

    private static string? Real(string name) =>
        Environment.GetEnvironmentVariable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private static string? RealHome()
    {
        // The SDKs and tccli use the variable, so a user who redirects them has changed it.
        var home = Real(IsWindows ? "USERPROFILE" : "HOME")
            ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        return home.Length == 0 ? null : home;
    }
}

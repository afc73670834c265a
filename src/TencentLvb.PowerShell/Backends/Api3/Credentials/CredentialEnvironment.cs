using System.Runtime.InteropServices;

namespace TencentLvb.Backends.Api3;

/// <summary>What credential sources see of the machine. Tests put their own in its place.</summary>
internal sealed record CredentialEnvironment
{
    private const string MetadataVariable = "LVB_METADATA_ENDPOINT";
    private const string StsVariable = "LVB_STS_ENDPOINT";
    private static readonly Uri DefaultMetadata = new("http://metadata.tencentyun.com/");

    /// <summary>Reads an environment variable; null when it is not set or blank.</summary>
    public Func<string, string?> Variable { get; init; } = Real;

    /// <summary>The user's home folder; null when there is none.</summary>
    public Func<string?> Home { get; init; } = RealHome;

    /// <summary>The SDKs' file of the whole machine; null where the platform has none.</summary>
    public string? SystemFile { get; init; } = IsWindows ? null : "/etc/tencentcloud/credentials";

    /// <summary>The metadata service of CVM. <c>$env:LVB_METADATA_ENDPOINT</c> puts another address in its place.</summary>
    public Uri Metadata => Address(MetadataVariable) ?? DefaultMetadata;

    /// <summary>The address of STS. <c>$env:LVB_STS_ENDPOINT</c> puts another one in its place.</summary>
    public Uri Sts(LvbSite site) => Address(StsVariable)
        ?? new Uri(site == LvbSite.International ? "https://sts.intl.tencentcloudapi.com/" : "https://sts.tencentcloudapi.com/");

    private static bool IsWindows => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    // Keys must not go out in clear: plain http is for this machine alone.
    private Uri? Address(string variable) => Variable(variable) switch
    {
        null => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var address)
            && HttpUrl.IsOne(address) && (address.Scheme == "https" || address.IsLoopback) => address,
        var text => throw LvbErrors.InvalidArgument(
            $"$env:{variable} '{HttpUrl.Shown(text)}' is not a valid address.",
            "Set an https address, or an http address on this machine, such as http://127.0.0.1:8080/; "
                + $"or remove it: Remove-Item Env:{variable}."),
    };

    private static string? Real(string name) =>
        Environment.GetEnvironmentVariable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private static string? RealHome()
    {
        // The SDKs and tccli go by the variable, and so does who redirects them.
        var home = Real(IsWindows ? "USERPROFILE" : "HOME")
            ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        return home.Length == 0 ? null : home;
    }
}

using System.Text.RegularExpressions;

namespace TencentLvb;

/// <summary>Defines the valid settings of a connection, for the command line and for profiles.</summary>
internal static class ConnectionLimits
{
    public const int TimeoutSec = 3600;
    public const int RetryCount = 100;
    public const int RequestsPerSecond = 10000;

    private static readonly TimeSpan LongestValidity = TimeSpan.FromDays(366);
    private static readonly Regex RegionPattern = new(@"^[a-z]+(-[a-z0-9]+)+\z", RegexOptions.CultureInvariant);
    private static readonly Regex RolePattern = new(@"^qcs::cam::[^\s:]*:[^\s:]+\z", RegexOptions.CultureInvariant);

    // A password in the address would be shown by Get-LvbConnection and stored in the profile.
    public static bool IsAddress(Uri address) => HttpUrl.IsWebWithoutUserInfo(address) && address.Query.Length == 0;

    /// <summary>Determines whether an address is valid for API 3.0: at the root, and encrypted unless it is on this machine.</summary>
    public static bool IsApi3Address(Uri address) =>
        IsAddress(address) && (address.IsLoopback || (address.Scheme == "https" && address.AbsolutePath == "/"));

    /// <summary>Returns the address if it is valid for API 2.0.</summary>
    /// <exception cref="LvbException">It is not valid.</exception>
    public static Uri? CheckAddress(string parameter, Uri? address) => address is null || IsAddress(address)
        ? address
        : throw HttpUrl.Refused(
            parameter,
            address,
            "for the service",
            "Specify an absolute http or https address without a user name or query, for example "
                + "http://fcgi.video.qcloud.com/common_access.");

    /// <summary>Returns the address if it is valid for API 3.0, whose path is always the root.</summary>
    /// <exception cref="LvbException">It is not valid.</exception>
    public static Uri? CheckApi3Address(string parameter, Uri? address) => address is null ? null
        : IsApi3Address(address) ? new Uri(address.GetLeftPart(UriPartial.Authority) + "/")
        : throw LvbErrors.InvalidArgument(
            $"-{parameter} '{HttpUrl.Shown(address.OriginalString)}' is not a valid API 3.0 address.",
            "Specify https and a host name without a path, for example https://live.tencentcloudapi.com. "
                + "Plain http is allowed only for this machine (the emulator).");

    /// <summary>Returns the validity if it is within the limits.</summary>
    /// <exception cref="LvbException">It is not.</exception>
    public static TimeSpan CheckValidity(TimeSpan validity) => IsValidity(validity)
        ? validity
        : throw LvbErrors.InvalidArgument(
            validity > TimeSpan.Zero ? $"-Validity {validity} is longer than {LongestValidity.Days} days."
                : $"-Validity {validity} is not positive.",
            "Specify a duration of more than zero and at most 366 days, for example 60s or 5m. Anyone who sees a request can use "
            + "its signature until it expires.");

    public static bool IsValidity(TimeSpan validity) => validity > TimeSpan.Zero && validity <= LongestValidity;

    /// <summary>Determines whether a text can be a SecretId, which is sent in a header.</summary>
    public static bool IsSecretId(string id) => KeyCheck.IsSecretId(id);

    public static bool IsRegion(string region) => RegionPattern.IsMatch(region);

    public static string? CheckRegion(string? region) => region is null || IsRegion(region)
        ? region
        : throw LvbErrors.InvalidArgument(
            $"-Region '{region}' is not a valid region name.",
            "Specify a Tencent Cloud region, for example ap-guangzhou or eu-frankfurt.");

    public static bool IsRole(string arn) => RolePattern.IsMatch(arn);

    public static string? CheckRole(string? arn) => arn is null || IsRole(arn)
        ? arn
        : throw LvbErrors.InvalidArgument(
            $"-RoleArn '{arn}' is not a valid role ARN.",
            "Specify the ARN as it appears in the CAM console, for example qcs::cam::uin/100000000001:roleName/live-operations.");

    public static string? CheckDomain(string parameter, string? domain) => domain is null || StreamUrlBuilder.IsDomain(domain)
        ? domain
        : throw LvbErrors.InvalidArgument(
            $"-{parameter} '{domain}' is not a valid domain name.",
            "Specify a host name, for example push.example.com.");

    public static string? CheckAppName(string? app) => app is null || StreamUrlBuilder.IsAppName(app)
        ? app
        : throw LvbErrors.InvalidArgument(
            $"-AppName '{app}' is not a valid path for push addresses.",
            "Specify only letters, digits, and . _ ~ -, for example live.");

    public static long? CheckSubAppId(long? id) => id is null or > 0
        ? id
        : throw LvbErrors.InvalidArgument(
            $"-VodSubAppId {id} is not a valid VOD application ID.",
            "Specify the number that the VOD console shows.");

    public static long? CheckAppId(long? id) => id is null or > 0
        ? id
        : throw LvbErrors.InvalidArgument($"-AppId {id} is not a valid APPID.", "Specify the number that the console shows.");

    /// <summary>Returns the enumeration value if it is defined, because PowerShell accepts any number.</summary>
    /// <exception cref="LvbException">It is not defined.</exception>
    public static T? CheckWord<T>(string parameter, T? word)
        where T : struct, Enum => word is not { } value || Enum.IsDefined(typeof(T), value)
        ? word
        : throw LvbErrors.InvalidArgument(
            $"-{parameter} {value} is not a valid value.",
            $"Specify one of these values: {string.Join(", ", Enum.GetNames(typeof(T)))}.");

    public static RecordTemplateMap? CheckTemplates(System.Collections.IDictionary? given)
    {
        try
        {
            return given is null ? null : RecordTemplateMap.From(given);
        }
        catch (FormatException e)
        {
            throw LvbErrors.InvalidArgument(
                $"-RecordTemplate: {e.Message}.",
                "Specify formats (flv, hls, mp4, aac) with the IDs of recording templates, for example @{ mp4 = 1000; hls = 1001 }.");
        }
    }
}

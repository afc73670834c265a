namespace TencentLvb;

/// <summary>What the settings of a connection may be, at the command line and in a profile alike.</summary>
internal static class ConnectionLimits
{
    public const int TimeoutSec = 3600;
    public const int RetryCount = 100;
    public const int RequestsPerSecond = 10000;

    // A password in it would be shown by Get-LvbConnection, and lie in the profile.
    public static bool IsAddress(Uri address) => HttpUrl.IsOne(address) && address.Query.Length == 0;

    /// <summary>The address, if it can be one of the service.</summary>
    /// <exception cref="LvbException">It cannot.</exception>
    public static Uri? CheckAddress(string parameter, Uri? address) => address is null || IsAddress(address)
        ? address
        : throw HttpUrl.Refused(
            parameter,
            address,
            "of the service",
            "Give an absolute http or https address without user name or query, as http://fcgi.video.qcloud.com/common_access.");

    /// <summary>The validity, if it can be one.</summary>
    /// <exception cref="LvbException">It cannot.</exception>
    public static TimeSpan CheckValidity(TimeSpan validity) => validity > TimeSpan.Zero
        ? validity
        : throw LvbErrors.InvalidArgument($"-Validity {validity} is not positive.", "Give a duration above zero, as 60s or 5m.");
}

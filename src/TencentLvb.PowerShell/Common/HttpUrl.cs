namespace TencentLvb.Common;

/// <summary>Checks web addresses from users and the service.</summary>
internal static class HttpUrl
{
    /// <summary>Determines whether it is an absolute http or https address with a host.</summary>
    public static bool IsWeb(Uri address) => address.IsAbsoluteUri && address.Scheme is "http" or "https" && address.Host.Length > 0;

    /// <summary>
    /// Determines whether it is an absolute http or https address without a user name and password, which would be visible wherever the
    /// address is shown.
    /// </summary>
    public static bool IsWebWithoutUserInfo(Uri address) => IsWeb(address) && address.UserInfo.Length == 0;

    /// <summary>
    /// Returns scheme, host, port and path, without user name and password, and without the query, which may grant access.
    /// </summary>
    public static string WithoutSecrets(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path,
        UriFormat.UriEscaped);

    /// <summary>Creates the error of an address. It does not show a password in it.</summary>
    /// <param name="parameter">The parameter with the address.</param>
    /// <param name="address">The address.</param>
    /// <param name="purpose">The purpose, which follows "is not a valid address".</param>
    /// <param name="allowed">The recommended action.</param>
    public static LvbException Refused(string parameter, Uri address, string purpose, string allowed) =>
        LvbErrors.InvalidArgument($"-{parameter} '{LogRedaction.Foreign(Shown(address.OriginalString))}' is not a valid address {purpose}.",
            allowed);

    /// <summary>Returns the text of an address for errors. The part before the @ may be a password, even in an invalid address.</summary>
    public static string Shown(string address)
    {
        var at = address.LastIndexOf('@');
        var host = address.IndexOf("://", StringComparison.Ordinal) + 3;
        return at < 0 ? address : (host > 2 && host <= at ? address.Substring(0, host) : "") + "***" + address.Substring(at);
    }
}

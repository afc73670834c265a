namespace TencentLvb.Common;

/// <summary>Web addresses that a user or the service gives.</summary>
internal static class HttpUrl
{
    /// <summary>Whether it is an absolute http or https address with a host.</summary>
    public static bool IsWeb(Uri address) => address.IsAbsoluteUri && address.Scheme is "http" or "https" && address.Host.Length > 0;

    /// <summary>Whether it is an absolute http or https address without a user name and password: those would be shown wherever the address
    /// is.</summary>
    public static bool IsOne(Uri address) => IsWeb(address) && address.UserInfo.Length == 0;

    /// <summary>Scheme, host, port and path: no user name and password, and no query, which may grant access.</summary>
    public static string WithoutSecrets(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path,
        UriFormat.UriEscaped);

    /// <summary>The refusal of an address, which does not show the password that may be in it.</summary>
    /// <param name="parameter">Where the user gave it.</param>
    /// <param name="address">What was given.</param>
    /// <param name="purpose">What it would be for, after "no address".</param>
    /// <param name="allowed">What to give instead.</param>
    public static LvbException Refused(string parameter, Uri address, string purpose, string allowed) =>
        LvbErrors.InvalidArgument($"-{parameter} '{LogRedaction.Foreign(Shown(address.OriginalString))}' is not a valid address {purpose}.",
            allowed);

    /// <summary>The text of an address as an error may show it: what stands before the @ can be a password, whatever else is
    /// wrong.</summary>
    public static string Shown(string address)
    {
        var at = address.LastIndexOf('@');
        var host = address.IndexOf("://", StringComparison.Ordinal) + 3;
        return at < 0 ? address : (host > 2 && host <= at ? address.Substring(0, host) : "") + "***" + address.Substring(at);
    }
}

using System;

namespace TencentLvb.Client;

/// <summary>Web addresses that a user gives.</summary>
internal static class WebAddress
{
    /// <summary>Whether it is an absolute http or https address without a user name and password: those would be shown wherever the address is.</summary>
    public static bool IsOne(Uri address) => address.IsAbsoluteUri && address.Scheme is "http" or "https" && address.UserInfo.Length == 0;

    /// <summary>The text of an address as an error may show it: what stands before the @ can be a password, whatever else is wrong.</summary>
    public static string Shown(string address)
    {
        var at = address.LastIndexOf('@');
        var host = address.IndexOf("://", StringComparison.Ordinal) + 3;
        return at < 0 ? address : (host > 2 && host <= at ? address.Substring(0, host) : "") + "***" + address.Substring(at);
    }
}

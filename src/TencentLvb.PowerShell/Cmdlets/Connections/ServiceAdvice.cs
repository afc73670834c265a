using System.Globalization;
using System.Text;

namespace TencentLvb.Cmdlets;

/// <summary>
/// Recommends one of the two services for an account, with the command that connects to it. Each text begins with a space, or is empty.
/// </summary>
internal static class ServiceAdvice
{
    private const string ByApi3 = "Connect-Lvb -SecretId <SecretId> -SecretKey (Read-Host -AsSecureString)";
    private const string ByApi2 = "Connect-Lvb -AppId <APPID> -Key (Read-Host -AsSecureString)";

    /// <summary>Advice for an account that responds.</summary>
    public static string WhenWorking(LvbConnection connection) =>
        $" The account works with API {(connection.Api == LvbApi.V3 ? "3.0" : "2.0")}. To connect: {Line(connection.Settings)}";

    /// <summary>Advice for a host that is not found or does not respond.</summary>
    public static string WhenUnreachable(LvbConnection connection) => connection.Api == LvbApi.V2 && connection.Settings.Endpoint is null
        ? $" If other internet hosts respond, API 2.0 might have been shut down. To use API 3.0: {ByApi3}"
        : "";

    /// <summary>Advice for an account that the service refused.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="error">The error of the service.</param>
    /// <param name="isForeign">Whether the response does not come from the service at all.</param>
    public static string WhenRefused(LvbConnection connection, LvbException error, bool isForeign = false) =>
        (connection.Api, error.Reason) switch
    {
        (LvbApi.V2, var reason) when isForeign || reason == LvbErrorReason.NotActivated =>
            $" An account without live code mode needs API 3.0, which every account can use: {ByApi3}",
        (LvbApi.V2, LvbErrorReason.SignatureInvalid) => $" If the key is a SecretKey, connect with API 3.0: {ByApi3}",
        (LvbApi.V3, LvbErrorReason.SignatureInvalid) when error.Code?.EndsWith("SecretIdNotFound", StringComparison.Ordinal) == true =>
            $" If the account belongs to the other site, connect to it: {Line(OtherSite(connection.Settings))}. "
                + $"If the key is the API authentication key of an APPID, connect with API 2.0: {ByApi2}",
        (LvbApi.V3, LvbErrorReason.NotSupported) => $" To connect to the other site: {Line(OtherSite(connection.Settings))}",
        _ => "",
    };

    /// <summary>Returns the command that creates such a connection. It prompts for keys.</summary>
    private static string Line(LvbConnectionSettings settings)
    {
        var line = new StringBuilder("Connect-Lvb");
        if (settings.AppId is { } appId)
        {
            line.Append(" -AppId ").Append(appId.ToString(CultureInfo.InvariantCulture));
        }

        Add("-SecretId", settings.SecretId);
        Add("-SecretName", settings.SecretName);
        Add("-Vault", settings.Vault);
        Add("-CredentialSource", settings.CredentialSource?.ToString());
        Add("-TccliProfile", settings.TccliProfile);
        if (settings is { SecretName: null, CredentialSource: null })
        {
            line.Append(settings.Api == LvbApi.V3 ? " -SecretKey" : " -Key").Append(" (Read-Host -AsSecureString)");
        }

        Add("-RoleArn", settings.RoleArn);
        Add("-Site", settings.Site is null or LvbSite.China ? null : settings.Site.ToString());
        Add("-Endpoint", settings.Endpoint?.ToString());
        Add("-StatEndpoint", settings.StatEndpoint?.ToString());
        return line.ToString();

        void Add(string parameter, string? value)
        {
            if (value is not null)
            {
                line.Append(' ').Append(parameter).Append(' ').Append(CommandText.QuoteIfNeeded(value));
            }
        }
    }

    private static LvbConnectionSettings OtherSite(LvbConnectionSettings settings) =>
        settings with { Site = settings.Site == LvbSite.International ? LvbSite.China : LvbSite.International, Endpoint = null };
}

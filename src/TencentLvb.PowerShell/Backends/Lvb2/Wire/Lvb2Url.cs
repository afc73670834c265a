using System.Globalization;
using System.Security;
using System.Text;

namespace TencentLvb.Backends.Lvb2;

/// <summary>Creates the address of one attempt: endpoint, account, interface, parameters, and a new <c>t</c> and <c>sign</c>.</summary>
internal static class Lvb2Url
{
    [ThreadStatic]
    private static StringBuilder? builder;

    private static Tuple<Uri, string>? lastEndpoint;

    public static Uri Make(Lvb2Account account, Lvb2Request request, SecureString key, long t)
    {
        var text = (builder ??= new StringBuilder(512)).Clear()
            .Append(LeftPart(account.EndpointOf(request.Interface.Host)))
            .Append('?').Append(AccountName(request)).Append('=').Append(account.AppId.ToString(CultureInfo.InvariantCulture))
            .Append("&interface=").Append(Uri.EscapeDataString(request.Interface.Name));
        foreach (var parameter in request.Parameters)
        {
            text.Append('&').Append(parameter.Name).Append('=').Append(Uri.EscapeDataString(parameter.Value));
        }

        return new Uri(text.Append(account.Signatures.Of(key, t)).ToString());
    }

    /// <summary>Returns the same address without the sign, safe to print. The values of unknown parameters are hidden.</summary>
    public static string Printable(Lvb2Account account, Lvb2Request request)
    {
        var text = new StringBuilder(LeftPart(account.EndpointOf(request.Interface.Host)))
            .Append('?').Append(AccountName(request)).Append('=').Append(account.AppId.ToString(CultureInfo.InvariantCulture))
            .Append("&interface=").Append(Uri.EscapeDataString(request.Interface.Name));
        foreach (var parameter in request.Parameters)
        {
            text.Append('&').Append(parameter.Name).Append('=')
                .Append(Lvb2Interface.Knows(parameter.Name) ? Uri.EscapeDataString(parameter.Value) : LogRedaction.Hidden);
        }

        return text.ToString();
    }

    // A connection has one or two endpoints, and uses them thousands of times.
    private static string LeftPart(Uri endpoint)
    {
        var last = lastEndpoint;
        if (last is null || !ReferenceEquals(last.Item1, endpoint))
        {
            lastEndpoint = last = Tuple.Create(endpoint, endpoint.GetLeftPart(UriPartial.Path));
        }

        return last.Item2;
    }

    private static string AccountName(Lvb2Request request) => request.Interface.Host == LvbHost.Statistics ? "cmd" : "appid";
}

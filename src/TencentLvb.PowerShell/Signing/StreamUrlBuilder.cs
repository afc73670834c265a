using System.Globalization;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;

namespace TencentLvb.Signing;

/// <summary>
/// Creates push and playback addresses: <c>txSecret = md5(key + stream ID + txTime)</c>, where <c>txTime</c> is Unix seconds in uppercase
/// hex.
/// </summary>
internal static class StreamUrlBuilder
{
    private static readonly Regex AccountPushDomain = new(
        @"^([0-9]+)\.livepush\.myqcloud\.com\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex AppPattern = new(@"^[A-Za-z0-9._~-]+\z", RegexOptions.CultureInvariant);

    public static string Push(string domain, string app, string streamId, SecureString key, long t)
    {
        var account = AccountPushDomain.Match(domain);
        return "rtmp://" + Path(domain, app, streamId)
            + (account.Success ? "?bizid=" + account.Groups[1].Value + "&" : "?")
            + Secret(key, streamId, t);
    }

    public static string Play(LvbStreamProtocol protocol, string domain, string app, string streamId, SecureString? key, long t)
    {
        var address = protocol switch
        {
            LvbStreamProtocol.Rtmp => "rtmp://" + Path(domain, app, streamId),
            LvbStreamProtocol.Flv => "http://" + Path(domain, app, streamId) + ".flv",
            _ => "http://" + Path(domain, app, streamId) + ".m3u8",
        };
        return key is null ? address : address + "?" + Secret(key, streamId, t);
    }

    /// <summary>Determines whether a text can be the domain of an address: a host name with an optional port.</summary>
    public static bool IsDomain(string domain) =>
        Uri.TryCreate("http://" + domain + "/", UriKind.Absolute, out var address)
        && address.UserInfo.Length == 0
        && string.Equals(address.Authority, domain, StringComparison.OrdinalIgnoreCase);

    public static bool IsAppName(string app) => AppPattern.IsMatch(app) && app is not ("." or "..");

    /// <summary>Determines whether a stream ID can be used in an address: no spaces, control characters or lone surrogates.</summary>
    public static bool CanHold(string streamId)
    {
        foreach (var character in streamId)
        {
            if (char.IsWhiteSpace(character) || char.IsControl(character))
            {
                return false;
            }
        }

        return streamId is not ("." or "..") && streamId.IsWholeText();
    }

    private static bool IsWholeText(this string text)
    {
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private static string Path(string domain, string app, string streamId) =>
        domain + "/" + app + "/" + Uri.EscapeDataString(streamId);

    // The hash covers the stream ID itself, and txTime as it is sent.
    private static string Secret(SecureString key, string streamId, long t)
    {
        var time = t.ToString("X", CultureInfo.InvariantCulture);
        return "txSecret=" + LvbSigner.Sign(key, streamId + time) + "&txTime=" + time;
    }
}

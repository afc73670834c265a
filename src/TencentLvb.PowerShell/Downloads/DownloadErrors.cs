using System.Globalization;

namespace TencentLvb.Downloads;

/// <summary>Creates the errors of downloading a file, with recommended actions.</summary>
internal static class DownloadErrors
{
    public const string SaveFailedId = "LvbSaveFailed";

    private const string Again = "The part that was downloaded is kept. Run the same command again to continue.";
    private const string WaitAndRetry = "Wait a minute and run the same command again.";

    public static LvbException Timeout(DownloadItem item, TimeSpan limit, Exception inner) => new(
        LvbErrors.TimeoutId, $"{item.Name}: {item.Address.Authority} sent nothing for {LvbErrors.Seconds(limit)}.", Again, inner)
    { Reason = LvbErrorReason.Timeout };

    public static LvbException Network(DownloadItem item, Exception inner) => new(
        LvbErrors.NetworkId,
        $"{item.Name}: the download from {item.Address.Authority} was interrupted "
            + $"({NetworkText.Of(inner)}).",
        Again,
        inner) { Reason = LvbErrorReason.Network };

    public static LvbException Short(DownloadItem item) => new(
        LvbErrors.NetworkId,
        $"{item.Name}: {item.Address.Authority} closed the connection after {Bytes(item.Received)} of {Bytes(item.Expected)} bytes.",
        Again) { Reason = LvbErrorReason.Network };

    public static LvbException Http(DownloadItem item, int status, string? reason) => new(
        LvbErrors.HttpId(status),
        $"{item.Name}: {item.PrintableAddress} returned HTTP status {status}{LogRedaction.Reason(reason)}.",
        status switch
        {
            403 => "The storage service denied access to the address. Check the hotlink protection, referer and key settings in the "
                + "console.",
            404 => "The file is not stored yet, or it was deleted when its retention period ended. If the recording ended in the last few "
                + "minutes, wait, and then run the same command again.",
            429 or >= 500 => WaitAndRetry,
            _ => "Open the address in a browser to see the response.",
        }) { StatusCode = status, Reason = LvbErrors.HttpReason(status) };

    /// <summary>The error of a proxy that does not forward the request.</summary>
    public static LvbException Proxy(DownloadItem item, Uri target, int status, IReadOnlyCollection<string>? offered, Exception? inner)
    {
        var route = ProxySettings.Current.RouteTo(target);
        return new LvbException(
            LvbErrors.HttpId(status),
            $"{item.Name}: {ProxyErrors.What(route, target, status, offered)}.",
            ProxyErrors.Advice(route, target, status),
            inner) { StatusCode = status, Reason = LvbErrors.HttpReason(status) };
    }

    /// <summary>The error of an environment variable that does not contain a valid proxy address.</summary>
    public static LvbException ProxyVariable(DownloadItem item, string variable) => new(
        LvbErrors.NetworkId, $"{item.Name}: {ProxyErrors.Unusable(variable)}.", ProxyErrors.UnusableAdvice(variable))
    { Reason = LvbErrorReason.Network };

    public static LvbException Redirected(DownloadItem item, HttpResponseMessage answer, string what) => new(
        LvbErrors.HttpId((int)answer.StatusCode),
        $"{item.Name}: {item.PrintableAddress} {what}. The last redirect was not followed.",
        "Check where the address comes from. Anyone who has seen a signed notification can forge the address in another one.")
        { StatusCode = (int)answer.StatusCode };

    public static LvbException BadReply(DownloadItem item, string what, string? advice = null) => new(
        LvbErrors.BadReplyId,
        $"{item.Name}: {what} ({item.PrintableAddress}).",
        advice ?? "Run the command again with -Force. If the error persists, report the address to Tencent Cloud.")
    { Reason = LvbErrorReason.BadReply };

    public static LvbException NoMedium(DownloadItem item, string type) => BadReply(
        item,
        $"the response is {type}, not a recording or picture",
        "A sign-in page or a proxy might have replaced the file. "
            + "Open the address in a browser to see the response, then run the same command again.");

    public static LvbException TooLong(DownloadItem item) => BadReply(
        item, $"the response is longer than {Bytes(item.Most)} bytes, the limit for a picture or playlist");

    public static LvbException OtherLength(DownloadItem item, long told, long size) => BadReply(
        item,
        $"the response contains {Bytes(told)} bytes, but the file size is {Bytes(size)} bytes",
        "The file has changed, or the response comes from another server. "
            + "Run Get-LvbTapeFile or Get-LvbScreenshot again to get the current address.");

    public static LvbException Save(DownloadItem item, Exception inner) => new(
        SaveFailedId,
        $"'{item.Path}' cannot be written: {inner.Message}",
        "Check the folder's permissions and the free disk space, or specify another folder with -Path.",
        inner);

    public static LvbException Busy(DownloadItem item, Exception inner) => new(
        SaveFailedId,
        $"'{item.Path}' cannot be written: another process is downloading it.",
        "Wait until the other download has finished. Then run the same command again: a complete file is not downloaded again.",
        inner);

    private static string Bytes(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}

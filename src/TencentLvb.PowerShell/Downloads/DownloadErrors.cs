using System.Globalization;

namespace TencentLvb.Downloads;

/// <summary>What can go wrong with one file, and what to do about it.</summary>
internal static class DownloadErrors
{
    public const string SaveFailedId = "LvbSaveFailed";

    private const string Again = "What arrived is kept beside it: give the same command again, and it goes on from there.";

    public static LvbException Timeout(DownloadItem item, TimeSpan limit, Exception inner) => new(
        LvbErrors.TimeoutId, $"{item.Name}: {item.Address.Authority} sent nothing for {LvbErrors.Seconds(limit)}.", Again, inner);

    public static LvbException Network(DownloadItem item, Exception inner) => new(
        LvbErrors.NetworkId,
        $"{item.Name}: the download from {item.Address.Authority} broke off ({LogRedaction.Foreign(inner.GetBaseException().Message).TrimEnd('.')}).",
        Again,
        inner);

    public static LvbException Short(DownloadItem item) => new(
        LvbErrors.NetworkId,
        $"{item.Name}: {item.Address.Authority} closed the connection after {Bytes(item.Received)} of {Bytes(item.Expected)} bytes.",
        Again);

    public static LvbException Http(DownloadItem item, int status, string? reason) => new(
        "LvbHttp." + status.ToString(CultureInfo.InvariantCulture),
        $"{item.Name}: HTTP status {status}{LogRedaction.Reason(reason)} from {item.PrintableAddress}.",
        status switch
        {
            403 => "Play-back protection of the storage refuses the address; look for it in the console (anti-leech, referer, key).",
            404 => "The file is gone or not there yet: the service stores it some minutes after the recording ends and deletes it when its time is up.",
            429 or >= 500 => "Wait a minute and give the same command again.",
            _ => "Open the address in a browser to see what it answers.",
        }) { StatusCode = status };

    public static LvbException BadReply(DownloadItem item, string what) => new(
        LvbErrors.BadReplyId, $"{item.Name}: {what} ({item.PrintableAddress}).", "Give the command again with -Force; if it stays so, report the address to the service.");

    public static LvbException Save(DownloadItem item, Exception inner) => new(
        SaveFailedId,
        $"'{item.Path}' can't be written: {inner.Message}",
        "Check the folder's rights and the free space, or give another folder with -Path.",
        inner);

    private static string Bytes(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}

namespace TencentLvb.Emulator;

/// <summary>
/// Where the emulator serves recordings and pictures itself, so that downloads can be tried without the service's storage.
/// </summary>
internal static class DownloadAddress
{
    public const string FileFolder = "/files/";

    public static string Of(Uri emulator, TapeFile file) => emulator.GetLeftPart(UriPartial.Authority) + FileFolder + file.FileName;

    public static string Of(Uri emulator, Picture picture) => emulator.GetLeftPart(UriPartial.Authority) + EscapedPath(picture);

    public static string EscapedPath(Picture picture) => Uri.EscapeDataString(picture.Path).Replace("%2F", "/");
}

namespace TencentLvb.Emulator;

/// <summary>
/// Creates the addresses at which the emulator itself serves recordings and pictures, to test downloads without the service's storage.
/// </summary>
internal static class DownloadAddress
{
    public const string FileFolder = "/files/";

    public static string Of(Uri emulator, TapeFile file) => emulator.GetLeftPart(UriPartial.Authority) + FileFolder + file.FileName;

    public static string Of(Uri emulator, Picture picture) => emulator.GetLeftPart(UriPartial.Authority) + EscapedPath(picture);

    public static string EscapedPath(Picture picture) => Uri.EscapeDataString(picture.Path).Replace("%2F", "/");
}

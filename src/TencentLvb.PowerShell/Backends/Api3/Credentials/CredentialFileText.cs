using System.Text;

namespace TencentLvb.Backends.Api3;

/// <summary>Reads the text of a file with keys.</summary>
internal static class CredentialFileText
{
    private const int Longest = 1024 * 1024;

    /// <summary>Reads the whole text in the Unicode encoding that its first bytes specify; null if there is no such file.</summary>
    /// <exception cref="LvbException">The file exists but cannot be read.</exception>
    public static string? Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > Longest)
            {
                throw CredentialErrors.File(
                    path, "is larger than 1 MB", "A credentials file is much smaller. Move this file to another folder.");
            }

            using var reader = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
            return reader.ReadToEnd();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw CredentialErrors.FileUnreadable(path, e);
        }
    }
}

namespace TencentLvb.Common;

/// <summary>Puts a file that is complete in the place of another, in one step: nobody ever sees half of it.</summary>
internal static class FileReplacement
{
    /// <param name="fresh">The complete file, in the same folder; it is gone afterwards.</param>
    /// <param name="path">Where it belongs, whether there is a file yet or not.</param>
    public static void TakePlace(string fresh, string path)
    {
        if (File.Exists(path))
        {
            File.Replace(fresh, path, destinationBackupFileName: null);
        }
        else
        {
            File.Move(fresh, path);
        }
    }
}

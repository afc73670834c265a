namespace TencentLvb.Common;

/// <summary>Puts a file that is complete in the place of another, in one step: nobody ever sees half of it.</summary>
internal static class FileReplacement
{
    // Older than every PowerShell 7, and unknown to .NET Standard.
    private static readonly Lazy<System.Reflection.MethodInfo?> ResolveLink =
        new(static () => typeof(File).GetMethod("ResolveLinkTarget", [typeof(string), typeof(bool)]));

    /// <summary>The file that a path stands for: where it is a symbolic link, the one that it leads to.</summary>
    /// <exception cref="IOException">It is a link that cannot be followed.</exception>
    public static string Target(string path)
    {
        if (!IsLink(path))
        {
            return path;
        }

        try
        {
            return (ResolveLink.Value?.Invoke(null, [path, true]) as FileSystemInfo)?.FullName
                ?? throw new IOException($"'{path}' is a link, and is not replaced");
        }
        catch (System.Reflection.TargetInvocationException e) when (e.InnerException is IOException inner)
        {
            throw new IOException($"'{path}' is a broken link: {inner.Message}", inner);
        }
    }

    private static bool IsLink(string path)
    {
        try
        {
            return (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

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

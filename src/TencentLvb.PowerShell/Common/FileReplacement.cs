namespace TencentLvb.Common;

/// <summary>Replaces a file with a complete new one in one step, so that no reader sees a partial file.</summary>
internal static class FileReplacement
{
    // Available in every PowerShell 7 but not in .NET Standard.
    private static readonly Lazy<System.Reflection.MethodInfo?> ResolveLink =
        new(static () => typeof(File).GetMethod("ResolveLinkTarget", [typeof(string), typeof(bool)]));

    /// <summary>Returns the file at a path: for a symbolic link, its target.</summary>
    /// <exception cref="IOException">The link cannot be followed.</exception>
    public static string Target(string path)
    {
        if (!IsLink(path))
        {
            return path;
        }

        try
        {
            return (ResolveLink.Value?.Invoke(null, [path, true]) as FileSystemInfo)?.FullName
                ?? throw new IOException($"'{path}' is a link and is not replaced");
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

    /// <param name="fresh">The complete file in the same folder. It no longer exists afterward.</param>
    /// <param name="path">The destination, which may or may not exist.</param>
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

using System.Diagnostics;
using System.Text;

namespace TencentLvb.Profiles;

/// <summary>
/// Represents the file of the user's profiles. It is written to a temporary file that then replaces it, so that a reader never sees a
/// partial file. Writers of several processes take turns with a permanent lock file.
/// </summary>
internal sealed class ProfileFile(string path)
{
    private const long Largest = 4 * 1024 * 1024;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWaitToRead = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public string Path { get; } = path;

    /// <summary>
    /// Finds the file: the path in <c>$env:LVB_PROFILE_PATH</c>, otherwise the default path of the platform. Null if there is none.
    /// </summary>
    /// <param name="resolve">Resolves the user's path, which may begin with ~ or a PowerShell drive.</param>
    /// <exception cref="LvbException">The path is relative.</exception>
    public static ProfileFile? Find(Func<string, string> resolve) => Find(Environment.GetEnvironmentVariable("LVB_PROFILE_PATH"), resolve);

    /// <summary>Does the same with <paramref name="named"/> as the value of the variable.</summary>
    internal static ProfileFile? Find(string? named, Func<string, string> resolve) =>
        !string.IsNullOrEmpty(named) ? IsFull(named!) ? new ProfileFile(resolve(named!)) : throw ProfileErrors.Relative(named!)
        : UsualPath() is { } usual ? new ProfileFile(usual)
        : null;

    // Below the root, the home folder, a share or a drive. On Windows "\\x" and "C:x" also depend on the current folder.
    private static bool IsFull(string path) =>
        path[0] == '~'
        || (path.IndexOf(':') is > 0 and var colon && colon + 1 < path.Length && path[colon + 1] is '/' or '\\')
        || (System.IO.Path.DirectorySeparatorChar == '/' ? path[0] == '/' : path.StartsWith(@"\\", StringComparison.Ordinal));

    /// <summary>Returns the default path of the platform; null if the user has none.</summary>
    private static string? UsualPath()
    {
        var folder = Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return folder.Length == 0 ? null : System.IO.Path.Combine(folder, "TencentLvb", "profiles.json");
    }

    /// <summary>Reads the current content; empty if there is no file.</summary>
    /// <exception cref="LvbException">The file is damaged or cannot be read.</exception>
    public ProfileDocument Read()
    {
        try
        {
            using var file = OpenToRead();
            if (file.Length > Largest)
            {
                throw ProfileErrors.Damaged(Path, "it is larger than 4 MB");
            }

            using var reader = new StreamReader(file, Utf8);
            return ProfileDocument.Parse(reader.ReadToEnd(), Path);
        }
        catch (DecoderFallbackException e)
        {
            throw ProfileErrors.Damaged(Path, "it is not encoded in UTF-8", e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return ProfileDocument.Parse("", Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw ProfileErrors.Unusable(Path, "read", e);
        }
    }

    // A process that starts while a writer holds the file inherits its lock for a moment. On Windows a virus scanner may also hold it.
    private FileStream OpenToRead()
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            }
            catch (IOException e) when (PrivateFile.IsHeld(e) && waited.Elapsed < LongestWaitToRead)
            {
                Thread.Sleep(Pause);
            }
        }
    }

    /// <summary>Changes the content under an exclusive lock.</summary>
    /// <exception cref="LvbException">The file is damaged (then it is not changed) or cannot be written.</exception>
    public void Update(Action<ProfileDocument> change, CancellationToken stop)
    {
        try
        {
            PrivateFile.CreateFolder(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!);
            using var held = Retry(() => PrivateFile.Create(Path + ".lock", FileMode.OpenOrCreate, FileShare.None), stop);
            var document = Read();
            document.CheckChangeable();
            change(document);
            Replace(document.ToString(), stop);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw ProfileErrors.Unusable(Path, "written", e);
        }
    }

    private void Replace(string text, CancellationToken stop)
    {
        // The file may be a link to another location.
        var target = FileReplacement.Target(Path);
        var fresh = target + "." + Guid.NewGuid().ToString("N").Substring(0, 8) + ".tmp";
        try
        {
            // No other process knows this file. It must not be locked for readers, who may open it after it has replaced the old one.
            using (var file = PrivateFile.Create(fresh, FileMode.CreateNew, FileShare.Read))
            {
                var bytes = Utf8.GetBytes(text);
                file.Write(bytes, 0, bytes.Length);
                file.Flush(flushToDisk: true);
            }

            // On Windows a reader or a virus scanner may hold the file for a moment.
            Retry<object?>(
                () =>
                {
                    FileReplacement.TakePlace(fresh, target);
                    return null;
                },
                stop);
        }
        catch
        {
            File.Delete(fresh);
            throw;
        }
    }

    private static T Retry<T>(Func<T> attempt, CancellationToken stop)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return attempt();
            }
            catch (IOException e) when (
                e is not (FileNotFoundException or DirectoryNotFoundException) && waited.Elapsed < LongestWait)
            {
                stop.WaitHandle.WaitOne(Pause);
                stop.ThrowIfCancellationRequested();
            }
        }
    }
}

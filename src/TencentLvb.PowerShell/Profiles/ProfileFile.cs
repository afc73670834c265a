using System.Diagnostics;
using System.Text;

namespace TencentLvb.Profiles;

/// <summary>
/// The file of the user's profiles. Written as a whole to a file beside it, which then takes its place, so that a reader never
/// sees half of it; writers of several processes go one after the other, by a lock file that stays.
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
    /// The file: <c>$env:LVB_PROFILE_PATH</c> names it, else it is in the platform's place. Null when there is no such place.
    /// </summary>
    /// <param name="resolve">Makes a path of what the user named, which may begin with ~ or a drive of PowerShell.</param>
    /// <exception cref="LvbException">It names another file in every folder.</exception>
    public static ProfileFile? Find(Func<string, string> resolve) => Find(Environment.GetEnvironmentVariable("LVB_PROFILE_PATH"), resolve);

    /// <summary>The same, where <paramref name="named"/> is what the variable holds.</summary>
    internal static ProfileFile? Find(string? named, Func<string, string> resolve) =>
        !string.IsNullOrEmpty(named) ? IsFull(named!) ? new ProfileFile(resolve(named!)) : throw ProfileErrors.Relative(named!)
        : UsualPath() is { } usual ? new ProfileFile(usual)
        : null;

    // Below the root, the home folder, a share or a drive. On Windows "\\x" and "C:x" depend on where one is, too.
    private static bool IsFull(string path) =>
        path[0] == '~'
        || (path.IndexOf(':') is > 0 and var colon && colon + 1 < path.Length && path[colon + 1] is '/' or '\\')
        || (System.IO.Path.DirectorySeparatorChar == '/' ? path[0] == '/' : path.StartsWith(@"\\", StringComparison.Ordinal));

    /// <summary>The platform's place; null when this user has none.</summary>
    private static string? UsualPath()
    {
        var folder = Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return folder.Length == 0 ? null : System.IO.Path.Combine(folder, "TencentLvb", "profiles.json");
    }

    /// <summary>What the file holds now; nothing when there is none.</summary>
    /// <exception cref="LvbException">The file is damaged or can't be read.</exception>
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
            throw ProfileErrors.Damaged(Path, "its characters are not encoded as UTF-8", e);
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

    // A process that is started just when a writer holds the file inherits its lock for a moment; on Windows a virus scanner may have it.
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

    /// <summary>Changes what the file holds, while nobody else does.</summary>
    /// <exception cref="LvbException">The file is damaged (then it stays as it is) or can't be written.</exception>
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
        // A user may keep it elsewhere, and have a link to it here.
        var target = FileReplacement.Target(Path);
        var fresh = target + "." + Guid.NewGuid().ToString("N").Substring(0, 8) + ".tmp";
        try
        {
            // Nobody else knows it. It must not be locked against readers, who meet it when it has taken its place.
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

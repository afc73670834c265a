namespace TencentLvb.Compatibility;

/// <summary>
/// Which file, if any, answers a request for an assembly under Windows PowerShell 5.1. Only what our own assemblies and the closure
/// in <c>bin/desktop</c> ask for is answered, by simple name: another module that asks for a System.Text.Json of its own must not get ours.
/// </summary>
internal sealed class DesktopAssemblies
{
    private static readonly string[] Own = ["TencentLvb.PowerShell", "TencentLvb.Emulator", "TencentLvb.Report"];

    private readonly string _moduleFolder;
    private readonly Dictionary<string, string> _files;

    public DesktopAssemblies(string moduleFolder)
    {
        _moduleFolder = moduleFolder;
        var folder = Path.Combine(moduleFolder, "bin", "desktop");
        _files = (Directory.Exists(folder) ? Directory.GetFiles(folder, "*.dll") : [])
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The file to load; null when the request is not ours to answer.</summary>
    /// <param name="wanted">The simple name of the assembly that is asked for.</param>
    /// <param name="asker">The simple name of the assembly that asks; null when nobody knows.</param>
    /// <param name="askerFile">Where the asker was loaded from.</param>
    public string? FileFor(string wanted, string? asker, string? askerFile) =>
        asker is not null && askerFile is not null && IsOurs(asker, askerFile) && _files.TryGetValue(wanted, out var file) ? file : null;

    // By name and place: another module may bring a System.Memory of the same name.
    private bool IsOurs(string asker, string askerFile) =>
        (_files.TryGetValue(asker, out var shipped) && SamePath(askerFile, shipped))
        || (Own.Contains(asker, StringComparer.OrdinalIgnoreCase) && SamePath(Path.GetDirectoryName(askerFile), _moduleFolder));

    private static bool SamePath(string? one, string other) =>
        one is not null && string.Equals(
            Path.GetFullPath(one).TrimEnd(Path.DirectorySeparatorChar),
            Path.GetFullPath(other).TrimEnd(Path.DirectorySeparatorChar),
            StringComparison.OrdinalIgnoreCase);
}

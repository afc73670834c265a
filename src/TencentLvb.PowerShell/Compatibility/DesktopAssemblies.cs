namespace TencentLvb.Compatibility;

/// <summary>
/// Finds the file for an assembly that is requested in Windows PowerShell 5.1. It responds only to requests of the module's own
/// assemblies and the dependencies in <c>bin/desktop</c>, by simple name: another module that requests its own System.Text.Json must not
/// get this one.
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

    /// <summary>Returns the file to load; null if the request does not belong to the module.</summary>
    /// <param name="wanted">The simple name of the requested assembly.</param>
    /// <param name="asker">The simple name of the requesting assembly; null if it is not known.</param>
    /// <param name="askerFile">The path of the requesting assembly.</param>
    public string? FileFor(string wanted, string? asker, string? askerFile) =>
        asker is not null && askerFile is not null && IsOurs(asker, askerFile) && _files.TryGetValue(wanted, out var file) ? file : null;

    // By name and path, because another module may contain a System.Memory with the same name.
    private bool IsOurs(string asker, string askerFile) =>
        (_files.TryGetValue(asker, out var shipped) && SamePath(askerFile, shipped))
        || (Own.Contains(asker, StringComparer.OrdinalIgnoreCase) && SamePath(Path.GetDirectoryName(askerFile), _moduleFolder));

    private static bool SamePath(string? one, string other) =>
        one is not null && string.Equals(
            Path.GetFullPath(one).TrimEnd(Path.DirectorySeparatorChar),
            Path.GetFullPath(other).TrimEnd(Path.DirectorySeparatorChar),
            StringComparison.OrdinalIgnoreCase);
}

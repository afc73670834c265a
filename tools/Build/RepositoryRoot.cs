namespace TencentLvb;

/// <summary>The folder of the source tree. Compiled into everything that runs from within it.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find(System.IO.Path.GetDirectoryName(typeof(RepositoryRoot).Assembly.Location));

    private static string Find(string? folder) =>
        folder is null ? throw new DirectoryNotFoundException("TencentLvb.slnx is in no folder above that of the program.")
        : File.Exists(System.IO.Path.Combine(folder, "TencentLvb.slnx")) ? folder
        : Find(System.IO.Path.GetDirectoryName(folder));
}

namespace TencentLvb;

/// <summary>The root folder of the source tree. Compiled into all programs that run inside it.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find(System.IO.Path.GetDirectoryName(typeof(RepositoryRoot).Assembly.Location));

    private static string Find(string? folder) =>
        folder is null ? throw new DirectoryNotFoundException("TencentLvb.slnx was not found in any parent folder of the program.")
        : File.Exists(System.IO.Path.Combine(folder, "TencentLvb.slnx")) ? folder
        : Find(System.IO.Path.GetDirectoryName(folder));
}

namespace TencentLvb.Shell;

/// <summary>Finds the module that the build staged for this shell.</summary>
internal static class StagedModule
{
    /// <summary>The manifest in <c>out/TencentLvb</c> of the repository that this shell was built in, or null.</summary>
    public static string? FindManifest()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var manifest = Path.Combine(folder.FullName, "out", "TencentLvb", "TencentLvb.psd1");
            if (File.Exists(manifest))
            {
                return manifest;
            }
        }

        return null;
    }
}

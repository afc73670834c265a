namespace TencentLvb.Build;

/// <summary>Where things lie in the source tree.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string StagedModule => Path.Combine(Root, "out", "TencentLvb");

    public static string XmlDocs { get; } = FindXmlDocs();

    private static string FindRoot()
    {
        for (var folder = System.AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "TencentLvb.slnx")))
            {
                return folder;
            }
        }

        throw new DirectoryNotFoundException("TencentLvb.slnx is not in a folder above " + System.AppContext.BaseDirectory);
    }

    private static string FindXmlDocs()
    {
        var configuration = System.AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", System.StringComparison.Ordinal) ? "Release" : "Debug";
        return Path.Combine(Root, "src", "TencentLvb.PowerShell", "bin", configuration, "netstandard2.0", "TencentLvb.PowerShell.xml");
    }
}

namespace TencentLvb.Build;

/// <summary>Paths in the source tree.</summary>
public static class Repository
{
    public static string Root => RepositoryRoot.Path;

    public static string StagedModule => Path.Combine(Root, "out", "TencentLvb");

    public static string XmlDocs { get; } = FindXmlDocs();

    private static string FindXmlDocs()
    {
        var configuration = System.AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}",
            System.StringComparison.Ordinal) ? "Release" : "Debug";
        return Path.Combine(Root, "src", "TencentLvb.PowerShell", "bin", configuration, "netstandard2.0", "TencentLvb.PowerShell.xml");
    }
}

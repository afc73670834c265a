using System.Reflection;

namespace TencentLvb.Unit.Conventions;

/// <summary>Locations of what tests inspect from outside: the staged module, PowerShell, the reference assemblies of the
/// framework.</summary>
internal static class Repository
{
    public static string Root => TencentLvb.Build.Repository.Root;

    public static string StagedModule { get; } = Path.Combine(Root, "out", "TencentLvb");

    public static string DesktopFolder { get; } = Path.Combine(StagedModule, "bin", "desktop");

    public static string Configuration { get; } = Metadata("Configuration");

    public static string DotNet { get; } = Metadata("DotNet");

    /// <summary>The PowerShell of .config/dotnet-tools.json, run by <see cref="DotNet"/>.</summary>
    public static string Pwsh { get; } = Metadata("Pwsh");

    public static string NetFramework472 { get; } = Metadata("NetFramework472");

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}

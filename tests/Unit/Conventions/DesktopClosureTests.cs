namespace TencentLvb.Unit.Conventions;

/// <summary>Windows PowerShell 5.1 finds every assembly that the module references: in .NET Framework 4.7.2, in the shell, or in
/// bin/desktop.</summary>
public sealed class DesktopClosureTests
{
    private static readonly string[] BroughtByTheShell = ["System.Management.Automation"];

    private static readonly Dictionary<string, AssemblyFile> Framework =
        AssemblyFile.ReadAll(Repository.NetFramework472, Path.Combine(Repository.NetFramework472, "Facades"));

    private static readonly Dictionary<string, AssemblyFile> Shipped = AssemblyFile.ReadAll(Repository.DesktopFolder);

    private static readonly AssemblyFile[] Ours =
        [.. new[] { "TencentLvb.PowerShell.dll", "TencentLvb.Emulator.dll",
            "TencentLvb.Report.dll" }.Select(f => AssemblyFile.Read(Path.Combine(Repository.StagedModule, f)))];

    [Fact]
    public void EveryReferenceExistsInTheReferencedVersion()
    {
        var missing = new List<string>();
        var walked = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var toWalk = new Queue<AssemblyFile>(Ours);
        while (toWalk.TryDequeue(out var assembly))
        {
            foreach (var (name, version) in assembly.References)
            {
                if (BroughtByTheShell.Contains(name) || Ours.Any(o => o.Name == name)
                    || (Framework.TryGetValue(name, out var own) && own.Version >= version))
                {
                    continue;
                }

                if (!Shipped.TryGetValue(name, out var shipped) || shipped.Version < version)
                {
                    missing.Add($"{assembly.Name} asks for {name} {version}, bin/desktop has {shipped?.Version.ToString() ?? "none"}");
                }
                else if (walked.Add(name))
                {
                    toWalk.Enqueue(shipped);
                }
            }
        }

        Assert.Equal("", string.Join(Environment.NewLine, missing));
    }

    [Fact]
    public void EveryShippedAssemblyIsReferenced()
    {
        var asked = Ours.Concat(Shipped.Values).SelectMany(a => a.References.Keys).ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.DoesNotContain(Shipped.Keys, name => !asked.Contains(name));
    }

    [Fact]
    public void TheJsonOfTheShellIsNewEnough() =>
        Assert.All(Ours, assembly => Assert.True(
            !assembly.References.TryGetValue("System.Text.Json", out var version) || version <= new Version(8, 0, 0, 0),
            $"{assembly.Name} asks for System.Text.Json {version}; PowerShell 7.4 has 8.0.0.0"));
}

namespace TencentLvb.Unit.Editions;

/// <summary>Which requesters get an assembly of bin/desktop, and which do not.</summary>
public sealed class DesktopAssembliesTests
{
    private static readonly string Module = Repository.StagedModule;
    private static readonly string Folder = Repository.DesktopFolder;

    private readonly DesktopAssemblies _assemblies = new(Module);

    [Theory]
    [InlineData("TencentLvb.PowerShell")]
    [InlineData("TencentLvb.Emulator")]
    public void OurAssembliesGetTheClosure(string asker) => Assert.Equal(
        Path.Combine(Folder, "System.Text.Json.dll"),
        _assemblies.FileFor("System.Text.Json", asker, Path.Combine(Module, asker + ".dll")));

    [Fact]
    public void TheClosureGetsTheClosure() => Assert.Equal(
        Path.Combine(Folder, "System.Memory.dll"),
        _assemblies.FileFor("System.Memory", "System.Text.Json", Path.Combine(Folder, "System.Text.Json.dll")));

    [Fact]
    public void EveryShippedFileIsFound() => Assert.All(
        Directory.GetFiles(Folder, "*.dll"),
        file => Assert.Equal(file, _assemblies.FileFor(Path.GetFileNameWithoutExtension(file), "TencentLvb.PowerShell",
            Path.Combine(Module, "TencentLvb.PowerShell.dll"))));

    [Theory]
    [InlineData("Another.Module")]
    [InlineData("System.Text.Json")]
    [InlineData("TencentLvb.PowerShell")]
    public void AnotherModuleGetsNothing(string asker) =>
        Assert.Null(_assemblies.FileFor("System.Text.Json", asker, Path.Combine(Path.GetTempPath(), "Another", asker + ".dll")));

    [Fact]
    public void AnUnknownRequesterGetsNothing() => Assert.Null(_assemblies.FileFor("System.Text.Json", null, null));

    [Fact]
    public void AnAssemblyThatIsNotShippedIsNotResolved() =>
        Assert.Null(_assemblies.FileFor("Newtonsoft.Json", "TencentLvb.PowerShell", Path.Combine(Module, "TencentLvb.PowerShell.dll")));

    [Fact]
    public void WithoutTheFolderNothingIsResolved() =>
        Assert.Null(new DesktopAssemblies(Path.GetTempPath()).FileFor("System.Text.Json", "TencentLvb.PowerShell",
            Path.Combine(Path.GetTempPath(), "TencentLvb.PowerShell.dll")));

    // Every module of the process would trigger it.
    [Fact]
    public void NothingIsHookedUnderPowerShell7()
    {
        new DesktopResolver().OnImport();

        var handlers = (Delegate?)typeof(System.Runtime.Loader.AssemblyLoadContext)
            .GetField("AssemblyResolve", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)?.GetValue(null);
        Assert.DoesNotContain(handlers?.GetInvocationList() ?? [], h => h.Method.DeclaringType == typeof(DesktopResolver));
    }
}

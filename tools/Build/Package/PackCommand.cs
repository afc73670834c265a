using System.Diagnostics;

namespace TencentLvb.Build.Package;

/// <summary>Makes the package for a repository of modules, and the zip that Azure Automation takes.</summary>
internal static class PackCommand
{
    public static int Run()
    {
        if (BuildRelease() is not 0 and var failed)
        {
            return failed;
        }

        var manifest = new ModuleManifest(Path.Combine(Repository.Root, "TencentLvb.psd1"));
        var notes = ChangeLog.NotesFor(manifest.Version, Path.Combine(Repository.Root, "CHANGELOG.md"));
        var files = StagedFiles();
        var output = Path.GetDirectoryName(Repository.StagedModule)!;

        var package = Path.Combine(output, $"{ModuleManifest.Name}.{manifest.Version}.nupkg");
        var nuspec = ModuleManifest.Name + ".nuspec";
        ReproducibleZip.Write(package, new Dictionary<string, byte[]>(files)
        {
            [nuspec] = ReproducibleZip.Bytes(PackageXml.Description(manifest, notes)),
            ["[Content_Types].xml"] = ReproducibleZip.Bytes(PackageXml.ContentTypes(files.Keys)),
            ["_rels/.rels"] = ReproducibleZip.Bytes(PackageXml.RootRelations(nuspec)),
        });
        Console.WriteLine(package);

        // Azure Automation wants the module's folder at the top, and the zip named like it.
        var zip = Path.Combine(output, ModuleManifest.Name + ".zip");
        ReproducibleZip.Write(zip, files.ToDictionary(f => $"{ModuleManifest.Name}/{f.Key}", f => f.Value));
        Console.WriteLine(zip);
        return 0;
    }

    // What is shipped is always the optimised build, staged from nothing, so that no left-over gets in.
    private static int BuildRelease()
    {
        if (Directory.Exists(Repository.StagedModule))
        {
            Directory.Delete(Repository.StagedModule, recursive: true);
        }

        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Repository.Root };
        foreach (var argument in new[] { "build", Path.Combine("tools", "Build"), "-c", "Release", "-v", "quiet", "-nologo" })
        {
            start.ArgumentList.Add(argument);
        }

        using var build = Process.Start(start)!;
        build.WaitForExit();
        return build.ExitCode;
    }

    private static Dictionary<string, byte[]> StagedFiles() => Directory
        .EnumerateFiles(Repository.StagedModule, "*", SearchOption.AllDirectories)
        .ToDictionary(f => Path.GetRelativePath(Repository.StagedModule, f).Replace('\\', '/'), File.ReadAllBytes);
}

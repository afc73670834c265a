using System.Diagnostics;

namespace TencentLvb.Build.Package;

/// <summary>Creates the package for a module repository, and the zip file for Azure Automation.</summary>
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

        // Azure Automation requires the folder of the module at the top, and a zip file of the same name.
        var zip = Path.Combine(output, ModuleManifest.Name + ".zip");
        ReproducibleZip.Write(zip, files.ToDictionary(f => $"{ModuleManifest.Name}/{f.Key}", f => f.Value));
        Console.WriteLine(zip);
        return 0;
    }

    // Only an optimized build that was staged into an empty folder is shipped, so that no old file is included.
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

using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace TencentLvb.Unit.Conventions;

/// <summary>Name, version and references of an assembly, read without loading it.</summary>
internal sealed record AssemblyFile(string Name, Version Version, IReadOnlyDictionary<string, Version> References)
{
    public static AssemblyFile Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        var self = metadata.GetAssemblyDefinition();
        var references = metadata.AssemblyReferences.Select(metadata.GetAssemblyReference)
            .ToDictionary(r => metadata.GetString(r.Name), r => r.Version, StringComparer.OrdinalIgnoreCase);
        return new AssemblyFile(metadata.GetString(self.Name), self.Version, references);
    }

    public static Dictionary<string, AssemblyFile> ReadAll(params string[] folders) =>
        folders.SelectMany(f => Directory.GetFiles(f, "*.dll")).Where(IsAssembly).Select(Read)
            .GroupBy(a => a.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(),
            StringComparer.OrdinalIgnoreCase);

    private static bool IsAssembly(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        return file.HasMetadata && file.GetMetadataReader().IsAssembly;
    }
}

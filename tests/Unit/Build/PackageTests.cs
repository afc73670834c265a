using System.IO.Compression;

namespace TencentLvb.Unit.Build;

public sealed class PackageTests
{
    private static readonly ModuleManifest Manifest = new(Path.Combine(Repository.Root, "TencentLvb.psd1"));

    [Fact]
    public void FilesInAnyOrderGiveTheSameZip()
    {
        var folder = Directory.CreateTempSubdirectory("lvb-zip-").FullName;
        var (one, other) = (Path.Combine(folder, "1"), Path.Combine(folder, "2"));
        ReproducibleZip.Write(one, new Dictionary<string, byte[]> { ["b/c"] = [1, 2, 3], ["a"] = [4] });
        ReproducibleZip.Write(other, new Dictionary<string, byte[]> { ["a"] = [4], ["b/c"] = [1, 2, 3] });
        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(other));
        using (var zip = ZipFile.OpenRead(one))
        {
            Assert.Equal(["a", "b/c"], zip.Entries.Select(e => e.FullName));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void TheChangelogDescribesTheVersion() =>
        Assert.NotEmpty(ChangeLog.NotesFor(Manifest.Version, Path.Combine(Repository.Root, "CHANGELOG.md")));

    [Fact]
    public void AVersionMissingFromTheChangelogCannotBePacked() =>
        Assert.Throws<InvalidDataException>(() => ChangeLog.NotesFor("99.0.0", Path.Combine(Repository.Root, "CHANGELOG.md")));

    [Fact]
    public void TheDescriptionContainsTheMetadataThatRepositoriesUse()
    {
        var metadata = PackageXml.Description(Manifest, "notes").Elements().Single().Elements().ToDictionary(e => e.Name.LocalName,
            e => e.Value);
        Assert.Equal("TencentLvb", metadata["id"]);
        Assert.Equal(typeof(LvbCmdlet).Assembly.GetName().Version!.ToString(3), metadata["version"]);
        var tags = metadata["tags"].Split(' ');
        Assert.Contains("PSModule", tags);
        Assert.Contains("PSEdition_Desktop", tags);
        Assert.Contains("PSCmdlet_Connect-Lvb", tags);
    }

    [Fact]
    public void EveryFileTypeHasAContentType()
    {
        var types = PackageXml.ContentTypes(["LICENSE", "TencentLvb.psd1", "bin/desktop/a.dll"]);
        Assert.Contains(types.Elements(), e => (string?)e.Attribute("PartName") == "/LICENSE");
        Assert.Equal(["rels", "dll", "nuspec", "psd1"], types.Elements().Select(e => (string?)e.Attribute("Extension")).OfType<string>());
    }
}

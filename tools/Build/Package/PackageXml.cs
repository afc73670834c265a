using System.Xml.Linq;

namespace TencentLvb.Build.Package;

/// <summary>The XML parts that a NuGet package contains in addition to the files of the module.</summary>
public static class PackageXml
{
    private static readonly XNamespace Nuspec = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";
    private static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static readonly XNamespace Relations = "http://schemas.openxmlformats.org/package/2006/relationships";

    public static XElement Description(ModuleManifest manifest, string releaseNotes) => new(
        Nuspec + "package",
        new XElement(
            Nuspec + "metadata",
            new XElement(Nuspec + "id", ModuleManifest.Name),
            new XElement(Nuspec + "version", manifest.Version),
            new XElement(Nuspec + "authors", manifest.Author),
            new XElement(Nuspec + "owners", manifest.CompanyName),
            new XElement(Nuspec + "requireLicenseAcceptance", "false"),
            new XElement(Nuspec + "license", new XAttribute("type", "expression"), "MIT"),
            new XElement(Nuspec + "licenseUrl", "https://licenses.nuget.org/MIT"),
            new XElement(Nuspec + "description", manifest.Description),
            new XElement(Nuspec + "releaseNotes", releaseNotes),
            new XElement(Nuspec + "copyright", manifest.Copyright),
            new XElement(Nuspec + "tags", string.Join(' ', manifest.Tags))));

    public static XElement ContentTypes(IEnumerable<string> files)
    {
        var names = files.ToList();
        var extensions = names.Select(System.IO.Path.GetExtension).OfType<string>().Where(e => e.Length > 0).Select(e => e[1..])
            .Append("nuspec").Distinct().Order(System.StringComparer.Ordinal);
        return new XElement(
            Types + "Types",
            Default("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            extensions.Select(e => Default(e, "application/octet")),
            names.Where(n => System.IO.Path.GetExtension(n).Length == 0).Select(n => new XElement(
                Types + "Override", new XAttribute("PartName", "/" + n), new XAttribute("ContentType", "application/octet"))));
    }

    public static XElement RootRelations(string nuspec) => new(
        Relations + "Relationships",
        new XElement(
            Relations + "Relationship",
            new XAttribute("Type", "http://schemas.microsoft.com/packaging/2010/07/manifest"),
            new XAttribute("Target", "/" + nuspec),
            new XAttribute("Id", "R1")));

    private static XElement Default(string extension, string type) => new(
        Types + "Default", new XAttribute("Extension", extension), new XAttribute("ContentType", type));
}

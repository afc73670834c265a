using System.Collections;
using System.Management.Automation.Language;

namespace TencentLvb.Build.Package;

/// <summary>The manifest of the module, the only place that contains the version.</summary>
public sealed class ModuleManifest
{
    private readonly Hashtable data;
    private readonly Hashtable gallery;

    public ModuleManifest(string path)
    {
        var ast = Parser.ParseFile(path, out _, out var errors);
        if (errors.Length > 0 || ast.Find(a => a is HashtableAst, false) is not HashtableAst table)
        {
            throw new InvalidDataException($"{path} is not a valid module manifest.");
        }

        data = (Hashtable)table.SafeGetValue();
        gallery = (Hashtable)((Hashtable)data["PrivateData"]!)["PSData"]!;
    }

    public const string Name = "TencentLvb";

    public string Version => gallery["Prerelease"] is string { Length: > 0 } suffix ? $"{Text("ModuleVersion")}-{suffix}"
        : Text("ModuleVersion");

    public string Author => Text("Author");

    public string CompanyName => Text("CompanyName");

    public string Copyright => Text("Copyright");

    public string Description => Text("Description");

    /// <summary>The tags by which the gallery finds the module and its commands.</summary>
    public IEnumerable<string> Tags
    {
        get
        {
            var cmdlets = Strings(data["CmdletsToExport"]).ToList();
            return Strings(gallery["Tags"])
                .Append("PSModule").Append("PSIncludes_Cmdlet")
                .Concat(cmdlets.Select(c => "PSCmdlet_" + c))
                .Concat(cmdlets.Select(c => "PSCommand_" + c));
        }
    }

    private string Text(string key) => (string)data[key]!;

    private static IEnumerable<string> Strings(object? value) => value is string one ? [one] : ((IEnumerable)value!).Cast<object>()
        .Select(o => (string)o);
}

using System.Management.Automation;
using System.Reflection;
using System.Text.Json;

namespace TencentLvb.Unit.Conventions;

/// <summary>The types that an import of the module reads.</summary>
public sealed class ExportedTypeTests
{
    private const BindingFlags Everything =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Assembly Module = typeof(LvbConnection).Assembly;

    // On Windows PowerShell the import reflects over these before the resolver for System.Text.Json is in place. A struct is loaded
    // together with the type that contains it.
    [Fact]
    public void NoMemberIsAStructOfSystemTextJson()
    {
        var found =
            from type in Module.GetExportedTypes()
            from member in type.GetFields(Everything).Select(f => (f.Name, Type: f.FieldType))
                .Concat(type.GetProperties(Everything).Select(p => (p.Name, Type: p.PropertyType)))
            where Parts(member.Type).Any(t => t.IsValueType && t.Assembly == typeof(JsonElement).Assembly)
            select $"{type.Name}.{member.Name}";

        Assert.Empty(found);
    }

    [Fact]
    public void TheManifestExportsTheCmdletClasses()
    {
        var manifest = ScriptBlock.Create(System.IO.File.ReadAllText(System.IO.Path.Combine(Repository.StagedModule, "TencentLvb.psd1")));
        var exported = LanguagePrimitives.ConvertTo<string[]>(EvaluateManifest(manifest)["CmdletsToExport"]!);
        var classes = Module.GetExportedTypes().Select(t => t.GetCustomAttribute<CmdletAttribute>(inherit: false)).OfType<CmdletAttribute>()
            .Select(c => $"{c.VerbName}-{c.NounName}");

        Assert.Equal(classes.Order(StringComparer.Ordinal), exported.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void OtherPublicTypesAreInOneNamespaceAndBasesInAnother() => Assert.Empty(
        Module.GetExportedTypes()
            .Where(t => t.Namespace != (t.IsSubclassOf(typeof(Cmdlet)) && t.IsAbstract ? "TencentLvb.Cmdlets.Bases" : "TencentLvb"))
            .Select(t => t.FullName));

    [Fact]
    public void NobodyElseCanDeriveFromABase() => Assert.Empty(
        Module.GetExportedTypes()
            .Where(t => t.IsSubclassOf(typeof(Cmdlet)) && t.IsAbstract)
            .SelectMany(t => t.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(c => !c.IsFamilyAndAssembly)
            .Select(c => c.DeclaringType!.FullName));

    private static System.Collections.Hashtable EvaluateManifest(ScriptBlock manifest) =>
        (System.Collections.Hashtable)((System.Management.Automation.Language.ScriptBlockAst)manifest.Ast).EndBlock.Statements
            .OfType<System.Management.Automation.Language.PipelineAst>().Single().GetPureExpression()!.SafeGetValue();

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts)
            .Prepend(type) : [type];
}

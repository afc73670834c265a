using System.Text.RegularExpressions;

namespace TencentLvb.Unit.Conventions;

/// <summary>The source folder in which a type is declared. Public types share one namespace, so the namespace does not show it.</summary>
internal static partial class SourceFolders
{
    private static readonly string Source = Path.Combine(Repository.Root, "src", "TencentLvb.PowerShell");

    private static readonly Dictionary<string, string> FolderByType = Read();

    /// <summary>The folder below the source, separated by /. Null for compiler-generated types.</summary>
    public static string? Of(Type type)
    {
        var outermost = MethodBody.Outermost(type);
        return FolderByType.GetValueOrDefault($"{outermost.Namespace}.{outermost.Name.Split('`')[0]}");
    }

    private static Dictionary<string, string> Read()
    {
        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories))
        {
            var folder = Path.GetRelativePath(Source, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '/');
            if (folder.Split('/')[0] is "obj" or "bin")
            {
                continue;
            }

            var text = File.ReadAllText(file);
            var space = Namespace().Match(text).Groups[1].Value;
            foreach (Match type in TypeName().Matches(text))
            {
                folders[$"{space}.{type.Groups[1].Value}"] = folder;
            }
        }

        return folders;
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(
        @"^(?:public|internal) (?:(?:static|sealed|abstract|partial|readonly|ref) )*"
            + @"(?:(?:record struct|class|interface|enum|struct|record) |delegate .+? )(\w+)(?=[\s<({:;]|$)",
        RegexOptions.Multiline)]
    private static partial Regex TypeName();
}

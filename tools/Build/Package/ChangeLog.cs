namespace TencentLvb.Build.Package;

/// <summary>CHANGELOG.md, with a level-two section per version.</summary>
public static class ChangeLog
{
    /// <summary>The section of a version. A version without one cannot be packed.</summary>
    public static string NotesFor(string version, string path)
    {
        var lines = File.ReadAllLines(path);
        var start = Array.FindIndex(lines, l => l.StartsWith($"## {version} ", StringComparison.Ordinal) || l == $"## {version}");
        return start < 0
            ? throw new InvalidDataException($"CHANGELOG.md has no section '## {version}'.")
            : string.Join('\n', lines.Skip(start + 1).TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal))).Trim();
    }
}

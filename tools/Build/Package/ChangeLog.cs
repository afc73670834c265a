namespace TencentLvb.Build.Package;

/// <summary>CHANGELOG.md, a section of level two for each version.</summary>
public static class ChangeLog
{
    /// <summary>What is said about a version; a version that nothing is said about can't be packed.</summary>
    public static string NotesFor(string version, string path)
    {
        var lines = File.ReadAllLines(path);
        var start = Array.FindIndex(lines, l => l.StartsWith($"## {version} ", StringComparison.Ordinal) || l == $"## {version}");
        return start < 0
            ? throw new InvalidDataException($"CHANGELOG.md has no section '## {version}'.")
            : string.Join('\n', lines.Skip(start + 1).TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal))).Trim();
    }
}

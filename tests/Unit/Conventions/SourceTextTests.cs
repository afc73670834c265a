namespace TencentLvb.Unit.Conventions;

/// <summary>The limits of source files: 140 characters per line, 250 lines per file.</summary>
public sealed class SourceTextTests
{
    private const int LongestLine = 140;
    private const int MostLines = 250;

    private static readonly string[] Folders = ["src", "tests", "tools", "bench", "examples"];

    private static readonly string[] Kinds =
        [".cs", ".ps1", ".psm1", ".psd1", ".ps1xml", ".csproj", ".props", ".targets", ".js", ".css", ".html"];

    private static readonly string[] Built = ["bin", "obj", "out", "node_modules"];

    /// <summary>Files that exceed the limit today. Split them; do not add to them.</summary>
    private static readonly string[] TooLong =
    [
    ];

    private static readonly string[] Files = [.. Folders
        .SelectMany(f => Directory.EnumerateFiles(Path.Combine(Repository.Root, f), "*", SearchOption.AllDirectories))
        .Where(f => Kinds.Contains(Path.GetExtension(f), StringComparer.Ordinal) && !IsBuilt(f))];

    [Fact]
    public void A_line_has_at_most_140_characters()
    {
        Assert.True(Files.Length > 500);
        var lines = Files.SelectMany(f => File.ReadLines(f).Select((line, at) => (Name: Name(f), Line: at + 1, line.Length)));
        Assert.Equal([], lines
            .Where(l => l.Length > LongestLine).ToArray());
    }

    [Fact]
    public void A_file_has_at_most_250_lines()
        => Assert.Equal(TooLong, Files.Where(f => File.ReadLines(f).Count() > MostLines).Select(Name).Order(StringComparer.Ordinal));

    private static string Name(string file) => Path.GetRelativePath(Repository.Root, file).Replace(Path.DirectorySeparatorChar, '/');

    private static bool IsBuilt(string file) => Name(file).Split('/').Any(part => Built.Contains(part, StringComparer.Ordinal));
}

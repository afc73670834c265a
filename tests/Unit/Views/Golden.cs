namespace TencentLvb.Unit.Views;

/// <summary>Expected texts, in files that can be viewed. LVB_UPDATE_GOLDEN=1 rewrites them: check the differences before you commit.
/// </summary>
internal static class Golden
{
    public static void Matches(string name, IEnumerable<string> lines)
    {
        var path = Path.Combine(Repository.Root, "tests", "Unit", "Views", "golden", name + ".txt");
        var actual = string.Concat(lines.Select(line => line + "\n"));
        if (Environment.GetEnvironmentVariable("LVB_UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
    }
}

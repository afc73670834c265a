using System.Collections.Concurrent;

namespace TencentLvb.SpecRunner;

/// <summary>Every It of every spec in tests/Pester.</summary>
public sealed class Specs
{
    private static readonly ConcurrentDictionary<string, SpecFile> Files = new();
    private static readonly string Folder = FindFolder(AppContext.BaseDirectory);

    public static IEnumerable<TheoryDataRow<string, int>> All() =>
        from path in Directory.GetFiles(Folder, "*.Tests.ps1").Order(StringComparer.Ordinal)
        from test in FileOf(path).Tests.Select((spec, index) => (Spec: spec, Index: index))
        select new TheoryDataRow<string, int>(Path.GetFileName(path), test.Index)
        {
            TestDisplayName = FileOf(path).DisplayName(test.Spec),
            Label = "",
            Skip = test.Spec.Skipped,
        };

    [Theory]
    [MemberData(nameof(All))]
    public void Spec(string file, int index)
    {
        var test = FileOf(Path.Combine(Folder, file)).Result(index);
        Assert.SkipWhen(test.Skipped is not null, test.Skipped ?? "");
        if (test.Failure is not null)
        {
            throw new SpecFailedException(test);
        }
    }

    private static SpecFile FileOf(string path) => Files.GetOrAdd(path, p => new SpecFile(p));

    private static string FindFolder(string from) =>
        Directory.Exists(Path.Combine(from, "tests", "Pester")) ? Path.Combine(from, "tests", "Pester") : FindFolder(Path.GetDirectoryName(from)!);
}

/// <summary>Shows the place in the spec, not in the runner.</summary>
internal sealed class SpecFailedException(SpecTest test) : Exception(test.Failure)
{
    public override string? StackTrace => test.Trace;
}

using System.Reflection;
using System.Text.RegularExpressions;

namespace TencentLvb.Unit.Conventions;

/// <summary>"$" also matches before a line break at the end of a text, so "live\n" would be accepted as "live".</summary>
public sealed partial class RegexTests
{
    [Fact]
    public void PatternsMatchUpToTheEndOfTheText()
    {
        var patterns = Patterns();
        Assert.NotEmpty(patterns);
        Assert.All(patterns, p => Assert.False(
            (p.Regex.Options & RegexOptions.Multiline) == 0 && End().IsMatch(Escapes().Replace(p.Regex.ToString(), "")),
            $"{p.Name}: {p.Regex}"));
    }

    // Parsing accepts no other digits, or throws.
    private static (string Name, Regex Regex)[] Patterns() =>
        new[] { typeof(LvbCmdlet).Assembly, typeof(TencentLvb.Emulator.EmulatorEngine).Assembly }
            .SelectMany(a => a.GetTypes())
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
            .Where(f => f.FieldType == typeof(Regex) && !f.DeclaringType!.ContainsGenericParameters)
            .Select(f => (Name: f.DeclaringType!.Name + "." + f.Name, Regex: (Regex)f.GetValue(null)!))
            .ToArray();

    [Fact]
    public void OnlyAsciiDigitsAreDigits() =>
        Assert.All(Patterns(), p => Assert.False(
            p.Regex.ToString().Contains(@"\d", StringComparison.Ordinal), $"{p.Name}: {p.Regex}"));

    [Theory]
    [InlineData("live", true)]
    [InlineData("live\n", false)]
    [InlineData("live\r\n", false)]
    [InlineData("live/", false)]
    public void AnAppNameHasNoLineBreak(string name, bool isOne) => Assert.Equal(isOne, StreamUrlBuilder.IsAppName(name));

    [Fact]
    public void ASessionIdHasNoLineBreak() => Assert.Throws<LvbException>(() => MixRules.CheckNames("show\n", "8888_out"));

    [GeneratedRegex(@"\\.|\[(?:\\.|[^\]])*\]")]
    private static partial Regex Escapes();

    [GeneratedRegex(@"\$")]
    private static partial Regex End();
}

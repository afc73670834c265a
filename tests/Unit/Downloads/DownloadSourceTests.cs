using System.Globalization;
using System.Management.Automation;

namespace TencentLvb.Unit.Downloads;

/// <summary>How the data of a download is read from an object.</summary>
public sealed class DownloadSourceTests
{
    [Fact]
    public void Data_is_read_from_any_object()
    {
        var bag = new PSObject();
        bag.TypeNames.Insert(0, "Deserialized.TencentLvb.TapeFile");
        void Add(string name, object? value) => bag.Properties.Add(new PSNoteProperty(name, value));
        Add("Text", " a ");
        Add("Blank", "  ");
        Add("None", null);
        Add("Size", 5L);
        Add("Zero", "0");
        Add("Many", new[] { "a" });
        Add("Uri", new Uri("http://h/%41"));
        Add("Time", "2026-03-01T00:00:00Z");
        Add("Odd", "someday");
        var source = new DownloadSource(bag);
        Assert.Equal("TapeFile", source.TypeName);
        Assert.Same(bag, source.Given);
        Assert.Equal(("a", null, null, "5", "http://h/%41"),
            (source.Text("Text"), source.Text("Blank"), source.Text("None"), source.Text("Size"), source.Text("Uri")));
        Assert.Equal((5L, null, null), (source.Number("Size"), source.Number("Zero"), source.Number("Text")));
        Assert.Equal([true, true, true, false, false],
            new[] { "Text", "None", "Uri", "Many", "Missing" }.Select(source.Has));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), source.Time("Time"));
        Assert.Null(source.Time("Blank"));
        Assert.Null(source.Time("Missing"));
        var odd = Assert.Throws<LvbException>(() => source.Time("Odd"));
        Sentences.Check(odd.Message);
        Assert.Contains("Odd 'someday'", odd.Message, StringComparison.Ordinal);
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        Assert.EndsWith(" invariant culture.", Assert.Throws<LvbException>(() => source.Time("Odd")).Message, StringComparison.Ordinal);
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        Assert.EndsWith(" culture 'de-DE'.", Assert.Throws<LvbException>(() => source.Time("Odd")).Message, StringComparison.Ordinal);
        Assert.Contains("ISO 8601", odd.RecommendedAction, StringComparison.Ordinal);
        var version = new DownloadSource(new PSObject(new Version(1, 2)));
        Assert.Equal("Version", version.TypeName);
        Assert.Equal(new Version(1, 2), version.Given);
    }
    [Fact]
    public void The_type_of_a_generic_object_is_shown_without_its_assembly() =>
        Assert.Equal("Dictionary`2", new DownloadSource(new PSObject(new Dictionary<string, Version>())).TypeName);

    [Fact]
    public void An_object_without_type_names_still_has_one()
    {
        var bag = new PSObject();
        bag.TypeNames.Clear();
        Assert.Equal("PSCustomObject", new DownloadSource(bag).TypeName);
    }

    [Fact]
    public void A_property_that_cannot_be_read_is_an_invalid_argument()
    {
        var error = Assert.Throws<LvbException>(() => new DownloadSource(new PSObject(new Unreadable())).Text("Url"));
        Assert.Equal(LvbErrors.InvalidArgumentId, error.ErrorId);
        Assert.Contains("Url", error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(Unreadable), error.Message, StringComparison.Ordinal);
        Assert.Contains("not mounted", error.Message, StringComparison.Ordinal);
        Sentences.Check(error.RecommendedAction);
    }

    private sealed class Unreadable
    {
        private readonly string share = "recordings";

        public string Url => throw new IOException($"The share {share} is not mounted.");
    }
}

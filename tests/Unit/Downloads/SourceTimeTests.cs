using System.Globalization;
using System.Management.Automation;

namespace TencentLvb.Unit.Downloads;

/// <summary>A time that was written to a file and read again is the same time in every culture.</summary>
public sealed class SourceTimeTests
{
    private static readonly DateTimeOffset[] Times =
    [
        new(2026, 4, 3, 6, 44, 24, TimeSpan.Zero), new(2026, 4, 3, 18, 44, 24, TimeSpan.FromHours(8)),
            new(2026, 12, 31, 23, 59, 59, TimeSpan.FromHours(-3.5)),
        new(2027, 1, 2, 0, 0, 0, TimeSpan.FromHours(13)), new(2028, 2, 29, 12, 0, 1, TimeSpan.Zero),
    ];

    [Fact]
    public void ExportCsvUsesTheCultureOfTheHost()
    {
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.AllCultures))
        {
            foreach (var time in Times)
            {
                var text = time.ToString(culture);
                Assert.True(SourceTime.Read(text, culture)?.UtcDateTime == time.UtcDateTime, $"{culture.Name}: {text}");
            }
        }
    }

    [Theory]
    [InlineData("en-GB")]
    [InlineData("de-DE")]
    [InlineData("th-TH")]
    [InlineData("fa-IR")]
    [InlineData("ar-SA")]
    [InlineData("sv-SE")]
    public void Iso8601IsTheSameInEveryCulture(string culture)
    {
        var expected = new DateTimeOffset(2026, 4, 3, 6, 44, 24, TimeSpan.Zero);
        foreach (var text in new[] { "2026-04-03T06:44:24Z", "2026-04-03T08:44:24+02:00", "2026-04-03 06:44:24 +00:00",
            "2026-04-03T06:44:24.0000000+00:00", "2026-04-03 06:44:24Z" })
        {
            Assert.Equal(expected, SourceTime.Read(text, new CultureInfo(culture)));
        }
    }

    [Fact]
    public void TheOrderOfTheCultureWinsOverTheAmericanOne()
    {
        Assert.Equal(4, SourceTime.Read("03/04/2026 06:44:24 +00:00", new CultureInfo("en-GB"))!.Value.Month);
        Assert.Equal(3, SourceTime.Read("03/04/2026 06:44:24 +00:00", new CultureInfo("en-US"))!.Value.Month);
        Assert.Equal(4, SourceTime.Read("04/23/2026 06:44:24 +00:00", new CultureInfo("en-GB"))!.Value.Month);
        Assert.Equal(4, SourceTime.Read("3/4/2026 6:44", new CultureInfo("en-GB"))!.Value.Month);
    }

    [Fact]
    public void TheJsonOfWindowsPowerShellMakesItAPropertyBag()
    {
        var utc = new DateTime(2026, 4, 3, 6, 44, 24, DateTimeKind.Utc);
        var bag = new PSObject();
        bag.Properties.Add(new PSNoteProperty("DateTime", utc));
        bag.Properties.Add(new PSNoteProperty("Offset", new PSObject()));
        Assert.Equal(utc, SourceTime.Read(bag, CultureInfo.InvariantCulture)!.Value.UtcDateTime);
        bag.Properties.Add(new PSNoteProperty("UtcTicks", (decimal)utc.AddSeconds(1).Ticks));
        Assert.Equal(utc.AddSeconds(1), SourceTime.Read(bag, CultureInfo.InvariantCulture)!.Value.UtcDateTime);

        var wrapped = new PSObject();
        wrapped.Properties.Add(new PSNoteProperty("value", "/Date(1775198664000)/"));
        wrapped.Properties.Add(new PSNoteProperty("DateTime", "Friday, 3 April 2026 06:44:24"));
        Assert.Equal(utc, SourceTime.Read(wrapped, CultureInfo.InvariantCulture)!.Value.UtcDateTime);
        Assert.Equal(utc, SourceTime.Read("\\/Date(1775198664000)\\/", CultureInfo.InvariantCulture)!.Value.UtcDateTime);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    [InlineData('x')]
    [InlineData(true)]
    [InlineData("x")]
    public void APropertyBagWithoutATimeIsRefused(object ticks)
    {
        var bag = new PSObject();
        bag.Properties.Add(new PSNoteProperty("UtcTicks", ticks));
        Assert.Null(SourceTime.Read(bag, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday evening")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("2026-04-03T06:44:24Z\n; x")]
    [InlineData("/Date(999999999999999)/")]
    [InlineData("/Date(\u0661\u0667\u0667\u0665\u0661\u0669\u0668\u0666\u0666\u0664\u0660\u0660\u0660)/")]
    [InlineData("\u0662\u0660\u0662\u0666-04-03")]
    public void TextThatIsNotATimeIsRefused(string text) => Assert.Null(SourceTime.Read(text, new CultureInfo("en-GB")));

    // Windows lets users change the order of the parts, for example to year, day, month.
    [Fact]
    public void Iso8601IsReadInItsOwnOrder()
    {
        var culture = new CultureInfo("en-GB");
        culture.DateTimeFormat.ShortDatePattern = "yyyy-dd-MM";
        Assert.Equal(4, SourceTime.Read("2026-04-03", culture)!.Value.Month);
        Assert.Equal(4, SourceTime.Read("2026-04-03T06:44:24Z", culture)!.Value.Month);
    }

    [Theory]
    [InlineData("1969-12-31T23:59:59Z", false)]
    [InlineData("1970-01-01T00:00:00Z", true)]
    [InlineData("2399-12-31T23:59:59Z", true)]
    [InlineData("2400-01-01T00:00:00Z", false)]
    public void OnlyTimesBetween1970And2400ArePlausible(string text, bool isPlausible) =>
        Assert.Equal(isPlausible, SourceTime.Read(text, CultureInfo.InvariantCulture) is not null);

    // Some JSON parsers read every large number as a double.
    [Fact]
    public void TicksThatWereReadAsAFloatingPointNumberAreATime()
    {
        var utc = new DateTime(2026, 4, 3, 6, 44, 24, DateTimeKind.Utc);
        var bag = new PSObject();
        bag.Properties.Add(new PSNoteProperty("UtcTicks", (double)utc.Ticks));
        Assert.Equal(utc, SourceTime.Read(bag, CultureInfo.InvariantCulture)!.Value.UtcDateTime);
    }
}

using System.Globalization;

namespace TencentLvb.Unit.Backends.Api3;

public sealed class Api3TimeTests
{
    [Theory]
    [InlineData("2026-11-28T04:00:00Z", "2026-11-28T04:00:00.000Z")]
    [InlineData("2026-11-28T12:00:05+08:00", "2026-11-28T04:00:05.000Z")]
    [InlineData("2026-11-27T23:00:05-05:00", "2026-11-28T04:00:05.000Z")]
    [InlineData("2026-11-28T04:00:00.120Z", "2026-11-28T04:00:00.120Z")]
    [InlineData("2026-11-28 12:00:00", "2026-11-28T04:00:00.000Z")]
    [InlineData(" 2026-11-28 12:00:00.120 ", "2026-11-28T04:00:00.120Z")]
    [InlineData("2026-11-28T12:00:00", "2026-11-28T04:00:00.000Z")]
    [InlineData("2026-11-28 12:00:00+08:00", "2026-11-28T04:00:00.000Z")]
    [InlineData("2026-11-28 12:00", "2026-11-28T04:00:00.000Z")]
    [InlineData("9999-12-31T23:59:59Z", "9999-12-31T23:59:59.000Z")]
    public void Reads_every_format_of_the_contract(string text, string utc)
    {
        var time = Api3Time.Parse(text);
        Assert.Equal(utc, time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("78894")]
    [InlineData("0001-01-01 00:00:00")]
    [InlineData("28.11.2026 12:00:00")]
    public void Text_that_is_not_a_time_is_refused(string? text) => Assert.Null(Api3Time.Parse(text));

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    public void Sends_utc_regardless_of_culture_and_offset(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            Assert.Equal("2026-12-05T00:00:00Z", Api3Time.Format(new DateTimeOffset(2026, 12, 5, 8, 0, 0, 999, TimeSpan.FromHours(8))));
            Assert.Equal(1795838400, Api3Time.Parse("2026-11-28T04:00:00Z")?.ToUnixTimeSeconds());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}

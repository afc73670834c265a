namespace TencentLvb.Unit.Common;

/// <summary>Text that only resembles a duration is refused without an exception.</summary>
public sealed class DurationTextTests
{
    [Theory]
    [InlineData("\u0665m")]
    [InlineData("\u0661\u0662:00")]
    [InlineData("\uFF15m")]
    [InlineData("5m\n5")]
    [InlineData("1e5s")]
    [InlineData("99999999999999999999999999999999999999s")]
    [InlineData("10675200d")]
    [InlineData("1:60")]
    [InlineData("1:2:60")]
    [InlineData("1.24:00")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("60")]
    public void TextThatIsNotADurationIsRefused(string text) => Assert.Null(DurationText.Parse(text));

    [Theory]
    [InlineData("24:00:00", 24)]
    [InlineData("36:00:00", 36)]
    [InlineData("100:00", 100)]
    [InlineData("1.12:00:00", 36)]
    [InlineData("1d12h", 36)]
    [InlineData("2160m", 36)]
    public void HoursAreHours(string text, int hours) => Assert.Equal(TimeSpan.FromHours(hours), DurationText.Parse(text));
}

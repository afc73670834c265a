namespace TencentLvb.Unit.Cmdlets;

/// <summary>Local times that the clock skips or repeats are read as before, with a note that shows both choices.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class LocalTimeTests
{
    [Theory]
    [InlineData("2027-03-14 02:30", "2027-03-14T03:30-04:00", "does not exist", "2027-03-14T02:30-05:00", "2027-03-14T02:30-04:00")]
    [InlineData("2027-11-07 01:30", "2027-11-07T01:30-05:00", "occurs twice", "2027-11-07T01:30-04:00", "2027-11-07T01:30-05:00")]
    public void Skipped_and_repeated_times_have_a_note(string text, string taken, string what, string first, string second)
        => LocalTimeZone.With("America/New_York", () =>
    {
        foreach (var time in new[] { TimeText.Parse(text)!.Value,
            LvbTimeConverter.Read(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture)) })
        {
            Assert.Equal(DateTimeOffset.Parse(taken, System.Globalization.CultureInfo.InvariantCulture), time.ToDateTimeOffset());
            Assert.Contains(what, time.Note, StringComparison.Ordinal);
            Assert.Contains($"specify {first} or {second}.", time.Note, StringComparison.Ordinal);
        }
    });

    [Theory]
    [InlineData("2027-11-07T01:30-05:00")]
    [InlineData("2027-11-07T05:30Z")]
    [InlineData("2027-11-07 03:30")]
    [InlineData("2027-03-14 03:30")]
    [InlineData("2027-03-14")]
    [InlineData("2027-07-01 01:30")]
    public void Other_times_have_no_note(string text)
        => LocalTimeZone.With("America/New_York", () => Assert.Null(TimeText.Parse(text)!.Value.Note));
}

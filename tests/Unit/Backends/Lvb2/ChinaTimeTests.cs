using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using static TencentLvb.Unit.Backends.Lvb2.Answers;

namespace TencentLvb.Unit.Backends.Lvb2;

/// <summary>Time on the wire, where days, hours and time zones differ.</summary>
[Collection(nameof(LocalTimeZone))]
public sealed class ChinaTimeTests
{
    [Theory]
    [InlineData("2026-03-01T15:59:59Z", "2026-03-01 23:59:59")]
    [InlineData("2026-03-01T16:00:00Z", "2026-03-02 00:00:00")]
    [InlineData("2026-02-28T11:00:00-05:00", "2026-03-01 00:00:00")]
    [InlineData("2024-02-29T05:59:59.999+14:00", "2024-02-28 23:59:59")]
    [InlineData("2026-12-31T16:00:00Z", "2027-01-01 00:00:00")]
    public void Sends_China_Standard_Time(string time, string wire) => Assert.Equal(wire, ChinaTime.Format(At(time)));

    [Theory]
    [InlineData("2026-03-02 00:00:00", "2026-03-01T16:00:00Z")]
    [InlineData(" 2026-03-02 23:59:59 ", "2026-03-02T15:59:59Z")]
    [InlineData("2026-03-02T00:00:00", "2026-03-01T16:00:00Z")]
    [InlineData("2026-03-02 00:05", "2026-03-01T16:05:00Z")]
    [InlineData("2038-01-19 11:14:07", "2038-01-19T03:14:07Z")]
    public void Reads_China_Standard_Time(string wire, string time) => Assert.Equal(At(time), ChinaTime.Parse(wire));

    [Fact]
    public void Each_changed_character_is_read_as_the_general_parser_reads_it()
    {
        string[] formats =
            ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-M-d H:m:s", "yyyy/M/d H:m:s", "yyyyMMddHHmmss"];
        foreach (string wire in (string[])["2024-02-29 23:59:59", "9999-12-31 00:00:00", "0001-01-01 08:00:00", "1900-02-28 10:20:30"])
        {
            for (int at = 0; at < wire.Length; at++)
            {
                foreach (char other in "0123456789:/-+ T\u0663")
                {
                    string text = wire[..at] + other + wire[(at + 1)..];
                    DateTimeOffset? expected = DateTime.TryParseExact(
                        text.Trim(), formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time)
                        && time.Ticks >= ChinaTime.Offset.Ticks ? new DateTimeOffset(time, ChinaTime.Offset) : null;
                    Assert.True(expected == ChinaTime.Parse(text), text);
                }
            }
        }
    }

    // Years of the Buddhist era and of the Hijra: the calendar of the host does not concern the service.
    [Theory]
    [InlineData("th-TH", typeof(ThaiBuddhistCalendar))]
    [InlineData("ar-SA", typeof(UmAlQuraCalendar))]
    public void The_calendar_of_the_host_changes_nothing(string culture, Type calendar)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var host = new CultureInfo(culture);
            host.DateTimeFormat.Calendar = (Calendar)Activator.CreateInstance(calendar)!;
            CultureInfo.CurrentCulture = host;
            Assert.Equal("2026-03-02 00:00:00", ChinaTime.Format(At("2026-03-01T16:00:00Z")));
            Assert.Equal(At("2026-03-01T16:00:00Z"), ChinaTime.Parse("2026-03-02 00:00:00"));
            Assert.Equal(At("2026-03-01T16:00:00Z"), TimeText.Parse("2026-03-01T16:00:00Z"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("0001-01-01 00:00:00")]
    [InlineData("2026-02-29 00:00:00")]
    [InlineData("2026-03-01 24:00:00")]
    [InlineData("1772425800")]
    public void Text_that_is_not_a_time_is_refused(string? wire) => Assert.Null(ChinaTime.Parse(wire));

    [Theory]
    [InlineData("2026-03-01T16:00:00Z", "2026-03-02T15:59:59Z", "2026-03-02 00:00:00/2026-03-02 23:59:59")]
    [InlineData("2026-03-01T16:00:00Z", "2026-03-02T16:00:00Z", "2026-03-02 00:00:00/2026-03-02 23:59:59 2026-03-03 00:00:00/2026-03-03 "
        + "00:00:00")]
    [InlineData("2026-03-01T15:59:59.5Z", "2026-03-01T16:00:00Z",
        "2026-03-01 23:59:59/2026-03-01 23:59:59 2026-03-02 00:00:00/2026-03-02 00:00:00")]
    [InlineData("2024-02-28T23:00:00-05:00", "2024-03-01T01:00:00+14:00", "2024-02-29 12:00:00/2024-02-29 19:00:00")]
    [InlineData("2024-02-28T20:00:00Z", "2024-02-29T20:00:00Z", "2024-02-29 04:00:00/2024-02-29 23:59:59 2024-03-01 00:00:00/2024-03-01 "
        + "04:00:00")]
    [InlineData("2026-12-31T15:00:00Z", "2026-12-31T17:00:00Z", "2026-12-31 23:00:00/2026-12-31 23:59:59 2027-01-01 00:00:00/2027-01-01 "
        + "01:00:00")]
    [InlineData("2026-03-02T00:00:00Z", "2026-03-02T00:00:00Z", "2026-03-02 08:00:00/2026-03-02 08:00:00")]
    public void A_range_splits_at_midnight_in_China(string start, string end, string expected) => Assert.Equal(
        expected,
        string.Join(" ", ChinaTime.Days(At(start), At(end)).Select(day => ChinaTime.Format(day.Start) + "/" + ChinaTime.Format(day.End))));

    [Fact]
    public void Days_omit_no_second_and_repeat_none() => Prop.ForAll(Ranges(), range =>
    {
        var days = ChinaTime.Days(range.Start, range.End).ToArray();
        var whole = days.All(day => ChinaTime.Format(day.Start)[..10] == ChinaTime.Format(day.End)[..10]);
        var seams = days.Zip(days.Skip(1), (a, b) => b.Start.ToUnixTimeSeconds() - a.End.ToUnixTimeSeconds()).All(gap => gap == 1);
        return whole && seams && days[0].Start == range.Start && days[^1].End == range.End;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Windows_adjoin_and_are_never_longer_than_requested() => Prop.ForAll(Ranges(), range =>
    {
        var length = TimeSpan.FromHours(2);
        var windows = TimeWindow.Split(range.Start, range.End, length).ToArray();
        return windows.All(w => w.End - w.Start <= length && w.Start <= w.End)
            && windows.Zip(windows.Skip(1), (a, b) => a.End == b.Start).All(same => same)
            && windows[0].Start == range.Start && windows[^1].End == range.End
            && windows.Length == Math.Max(1, (int)Math.Ceiling((range.End - range.Start) / length));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void The_end_of_a_day_in_China_is_not_that_of_the_host() =>
        Assert.Equal(At("2026-03-02T15:59:59Z"), ChinaTime.EndOfDay(At("2026-03-01T23:30:00-05:00").AddHours(-7)));

    [Fact]
    public void An_hour_that_occurs_twice_is_unambiguous() => LocalTimeZone.With("America/New_York", () =>
    {
        // 1 November 2026, 02:00: clocks in New York go back to 01:00.
        var first = ChinaTime.Parse("2026-11-01 13:30:00")!.Value;
        var second = ChinaTime.Parse("2026-11-01 14:30:00")!.Value;
        Assert.Equal("2026-11-01T01:30:00.0000000-04:00", first.ToString("o"));
        Assert.Equal("2026-11-01T01:30:00.0000000-05:00", second.ToString("o"));
        Assert.Equal(TimeSpan.FromHours(1), second - first);
        Assert.Equal("2026-11-01 13:30:00", ChinaTime.Format(first));
        Assert.Equal("2026-11-01 14:30:00", ChinaTime.Format(second));
    });

    [Theory]
    [InlineData("2026-03-08T00:00")]
    [InlineData("2026-11-01T00:00")]
    public void A_local_day_with_a_clock_change_is_split_by_elapsed_time(string day) => LocalTimeZone.With("America/New_York", () =>
    {
        var start = TimeText.Parse(day)!.Value.ToDateTimeOffset();
        var end = TimeText.Parse(day[..8] + (int.Parse(day[8..10], System.Globalization.CultureInfo.InvariantCulture) + 1).ToString("00",
            System.Globalization.CultureInfo.InvariantCulture))!.Value.ToDateTimeOffset();
        var hours = day.Contains("-03-", StringComparison.Ordinal) ? 23 : 25;

        Assert.Equal(hours, (end - start).TotalHours);
        var windows = TimeWindow.Split(start, end, TimeSpan.FromHours(2)).ToArray();
        Assert.Equal((hours + 1) / 2, windows.Length);
        Assert.All(windows.SkipLast(1), w => Assert.Equal(7200, w.End.ToUnixTimeSeconds() - w.Start.ToUnixTimeSeconds()));
        Assert.Equal(2, ChinaTime.Days(start, end).Count());
    });

    [Theory]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Pacific/Pago_Pago")]
    [InlineData("Asia/Kolkata")]
    public void The_limits_of_the_calendar_do_not_overflow(string zone) => LocalTimeZone.With(zone, () =>
    {
        Assert.NotNull(ChinaTime.Parse("9999-12-31 23:59:59"));
        Assert.NotNull(ChinaTime.Parse("0001-01-01 08:00:00"));
        Assert.Equal(At("2026-03-01T16:00:00Z"), ChinaTime.Parse("2026-03-02 00:00:00"));
    });

    private static Arbitrary<(DateTimeOffset Start, DateTimeOffset End)> Ranges() => (
        from seconds in Gen.Choose(0, 400_000_000)
        from offset in Gen.Choose(-14, 14)
        from near in Gen.Elements(0, 57_599, 57_600, 57_601)
        from length in Gen.OneOf(Gen.Choose(0, 3), Gen.Choose(0, 200_000), Gen.Elements(7_200, 14_400, 86_399, 86_400, 86_401, 172_800))
        let time = DateTimeOffset.FromUnixTimeSeconds(1_500_000_000L + (near == 0 ? seconds : seconds / 86_400 * 86_400 + near))
        let start = time.ToOffset(TimeSpan.FromHours(offset))
        select (start, start.AddSeconds(length))).ToArbitrary();
}

using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;

namespace TencentLvb.Unit.Backends.Lvb2;

public sealed class RawParameterTests
{
    private static readonly Lvb2Interface Unknown = Lvb2Interface.Unknown("Live_New_Thing", LvbHost.Business);

    private static string Read(object name, object? value, Lvb2Interface? target = null) =>
        string.Join('&', RawParameters.Read(PlainTable.Of(new Hashtable { [name] = value }), target ?? Unknown)
            .Select(p => p.Name + "=" + p.Value));

    [Theory]
    [InlineData("channel_id", "8888_a", "Param.s.channel_id=8888_a")]
    [InlineData("channel_id", 8888, "Param.s.channel_id=8888")]
    [InlineData("Channel_ID", "a", "Param.s.channel_id=a")]
    [InlineData("page_no", 2, "Param.n.page_no=2")]
    [InlineData("page_no", "2", "Param.n.page_no=2")]
    [InlineData("task_id", 9531622708116201570UL, "Param.n.task_id=9531622708116201570")]
    [InlineData("mix_stream", 1, "Param.s.mix_stream=1")]
    public void A_known_short_name_is_sent_by_its_meaning(string name, object value, string wire) => Assert.Equal(wire, Read(name, value));

    [Theory]
    [InlineData("colour", "red", "Param.s.colour=red")]
    [InlineData("colour", "7", "Param.s.colour=7")]
    [InlineData("weight", 7, "Param.n.weight=7")]
    [InlineData("weight", -7L, "Param.n.weight=-7")]
    [InlineData("weight", 0.25, "Param.n.weight=0.25")]
    [InlineData("weight", 0.1f, "Param.n.weight=0.1")]
    [InlineData("weight", (sbyte)-7, "Param.n.weight=-7")]
    [InlineData("weight", (byte)7, "Param.n.weight=7")]
    [InlineData("weight", (short)-7, "Param.n.weight=-7")]
    [InlineData("weight", (ushort)7, "Param.n.weight=7")]
    [InlineData("weight", 7U, "Param.n.weight=7")]
    [InlineData("weight", 7UL, "Param.n.weight=7")]
    [InlineData("weight", 0.0000001, "Param.n.weight=0.0000001")]
    [InlineData("weight", 0.0000001f, "Param.n.weight=0.0000001")]
    public void An_unknown_name_is_sent_by_its_value_type(string name, object value, string wire) => Assert.Equal(wire, Read(name, value));

    [Theory]
    [InlineData("Param.n.channel_id", "x", "Param.n.channel_id=x")]
    [InlineData("Param.s.weight", 7, "Param.s.weight=7")]
    [InlineData("Param.a.file_id_list.s.1", "f", "Param.a.file_id_list.s.1=f")]
    public void A_wire_name_is_sent_unchanged(string name, object value, string wire) => Assert.Equal(wire, Read(name, value));

    [Fact]
    public void Times_are_numbers_for_statistics_and_text_elsewhere()
    {
        Assert.Equal("Param.n.start_time=1772294400", Read("start_time", 1772294400, Lvb2Interface.GetLivePushStatHistory));
        Assert.Equal("Param.s.start_time=2026-03-01 00:00:00", Read("start_time", "2026-03-01 00:00:00", Lvb2Interface.TapeStart));
        Assert.Equal("Param.n.start_time=5", Read("start_time", 5));
    }

    [Fact]
    public void Values_may_be_wrapped() => Assert.Equal("Param.s.channel_id=a", Read("channel_id", PSObject.AsPSObject("a")));

    [Theory]
    [InlineData("appid", 1)]
    [InlineData("CMD", 1)]
    [InlineData("interface", "x")]
    [InlineData("t", 1)]
    [InlineData("Sign", "x")]
    [InlineData("a b", 1)]
    [InlineData("a&b", 1)]
    [InlineData(7, 1)]
    [InlineData("a", true)]
    [InlineData("a", null)]
    [InlineData("a", double.NaN)]
    [InlineData("page_no", "two")]
    public void Other_values_are_refused(object name, object? value) => Wire.Refused(() => Read(name, value));

    [Fact]
    public void A_time_is_refused_with_what_to_specify_instead()
    {
        var error = Assert.Throws<LvbException>(() => Read("start_time", new DateTime(2026, 3, 1), Lvb2Interface.TapeStart));
        Assert.Contains("ToUnixTimeSeconds", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("Int32[]", Wire.Refused(() => Read("a", new[] { 1 })), StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_that_is_specified_twice_is_refused() => Wire.Refused(() => RawParameters.Read(
        new OrderedDictionary { ["channel_id"] = "a", ["Param.s.channel_id"] = "b" }, Unknown));

    [Fact]
    public void Parameters_are_optional() => Assert.Empty(RawParameters.Read(null, Unknown));
}

using System.Collections;

namespace TencentLvb.Unit.Connections;

/// <summary>Which template records in which format, as the user specifies it.</summary>
public sealed class RecordTemplateMapTests
{
    [Fact]
    public void Formats_are_accepted_in_any_case_and_ids_as_text_too()
    {
        var map = RecordTemplateMap.From(new Hashtable { ["MP4"] = 1000, ["hls"] = "1001", ["Flv"] = 5_000_000_000L })!;
        Assert.Equal("flv = 5000000000, hls = 1001, mp4 = 1000", map.ToString());
        Assert.Equal(1000L, map.ToHashtable()["mp4"]);
        Assert.Equal(map, RecordTemplateMap.From(map.ToHashtable()));
        Assert.NotEqual(map, RecordTemplateMap.From(new Hashtable { ["mp4"] = 1000 }));
    }

    [Fact]
    public void An_empty_table_is_not_a_map() => Assert.Null(RecordTemplateMap.From(new Hashtable()));

    [Theory]
    [InlineData("avi", 1000, "'avi' is not a recording format")]
    [InlineData("mp4", 0, "'0' is not a recording template ID")]
    [InlineData("mp4", -1, "'-1' is not a recording template ID")]
    [InlineData("mp4", 1.5, "'1.5' is not a recording template ID")]
    [InlineData("mp4", "first", "'first' is not a recording template ID")]
    [InlineData("mp4", null, "'' is not a recording template ID")]
    public void Invalid_maps_are_refused(string format, object? template, string reason)
    {
        var error = Assert.Throws<LvbException>(() => ConnectionLimits.CheckTemplates(new Hashtable { [format] = template }));
        Assert.Equal($"LvbInvalidArgument -RecordTemplate: {reason}.", $"{error.ErrorId} {error.Message}");
    }
}

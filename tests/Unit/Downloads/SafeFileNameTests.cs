namespace TencentLvb.Unit.Downloads;

public sealed class SafeFileNameTests
{
    [Theory]
    [InlineData("8888_news_20261123-045914_5", "mp4", "8888_news_20261123-045914_5.mp4")]
    [InlineData("a/b\\c:d*e?f\"g<h>i|j", "mp4", "a_b_c_d_e_f_g_h_i_j.mp4")]
    [InlineData("../../etc/passwd", "mp4", "_.._etc_passwd.mp4")]
    [InlineData("CON", "mp4", "_CON.mp4")]
    [InlineData("con.news", "jpg", "_con.news.jpg")]
    [InlineData("LPT9", "jpg", "_LPT9.jpg")]
    [InlineData("COM¹", "jpg", "_COM¹.jpg")]
    [InlineData("CONCERT", "jpg", "CONCERT.jpg")]
    [InlineData("news . .", "jpg", "news.jpg")]
    [InlineData("line\nbreak\0", "jpg", "line_break_.jpg")]
    [InlineData("-rf", "jpg", "rf.jpg")]
    [InlineData("直播_😀", "jpg", "直播_😀.jpg")]
    [InlineData("a\u202egpj.exe", "jpg", "a_gpj.exe.jpg")]
    [InlineData("a\u200bb\u2028c\u001b[2Jd", "jpg", "a_b_c_[2Jd.jpg")]
    [InlineData("", "jpg", "_.jpg")]
    public void EveryOperatingSystemAcceptsIt(string name, string extension, string expected)
        => Assert.Equal(expected, SafeFileName.Join(extension, null, name));

    [Fact]
    public void AnUnpairedSurrogateIsReplaced() => Assert.Equal("a_b.jpg", SafeFileName.Join("jpg", null, "a\ud83db"));

    [Fact]
    public void MissingPartsAreOmitted() => Assert.Equal("a_b.jpg", SafeFileName.Join("jpg", null, "a", null, "", "b"));

    [Fact]
    public void ALongNameIsCutAndStaysUnique()
    {
        var one = SafeFileName.Join("mp4", null, new string('x', 300) + "1");
        var other = SafeFileName.Join("mp4", null, new string('x', 300) + "2");
        Assert.NotEqual(one, other);
        Assert.All(new[] { one, other },
            n => Assert.True(n.Length <= SafeFileName.LongestName && n.EndsWith(".mp4", System.StringComparison.Ordinal)));
        Assert.DoesNotContain(SafeFileName.Join("mp4", null, string.Concat(Enumerable.Repeat("😀", 100))), char.IsControl);
    }

    [Fact]
    public void ANameCannotLeaveTheFolder() =>
        Assert.Equal("/folder", Path.GetDirectoryName(Path.Combine("/folder", SafeFileName.Join("mp4", null, "..", "/..", "\\.."))));

    [Fact]
    public void ANameOfMultiByteCharactersIsCutToo()
    {
        var name = SafeFileName.Join("mp4", null, new string('直', 110));
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(name + ".partial.info") <= 255, name);
        File.WriteAllText(Path.Combine(Directory.CreateTempSubdirectory("lvb-name-").FullName, name + ".partial.info"), "");
    }

    [Fact]
    public void AHashStaysWholeWhenANameIsCut() => Assert.EndsWith("~0123.mp4", SafeFileName.Join("mp4", "0123", new string('x', 300)),
        StringComparison.Ordinal);

    [Fact]
    public void AHashDependsOnTheBoundariesOfItsTexts() => Assert.NotEqual(SafeFileName.Mark("ab", "c"), SafeFileName.Mark("a", "bc"));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("ab")]
    public void ACharacterOfTwoCodeUnitsIsNeverCutInHalf(string start)
    {
        var name = SafeFileName.Join("mp4", null, start + string.Concat(Enumerable.Repeat("\ud83d\ude00", 100)));
        Assert.InRange(name.Count(char.IsHighSurrogate), 48, 49);
        Assert.Equal(name.Count(char.IsHighSurrogate), name.Count(char.IsLowSurrogate));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    public void ALongNameKeepsAsMuchAsFits(int length) =>
        Assert.Equal(SafeFileName.LongestName, SafeFileName.Join("mp4", null, new string('x', length)).Length);

    [Fact]
    public void TheLongestNamesAreKeptWhole()
    {
        var longest = new string('x', 116);
        Assert.Equal(longest + ".mp4", SafeFileName.Join("mp4", null, longest));
        var wide = new string('直', 78) + "ab";
        Assert.Equal(wide + ".mp4", SafeFileName.Join("mp4", null, wide));
    }

    [Fact]
    public void AHashDependsOnLengthsThatLookLikeText() =>
        Assert.NotEqual(SafeFileName.Mark("1", "abcdefgh", "x"), SafeFileName.Mark("8abcdefgh1x"));

    [Theory]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public void OnlyAShortNameIsPlain(int length, bool isPlain) =>
        Assert.Equal(isPlain, SafeFileName.IsPlain(new string('a', length)));

    [Theory]
    [InlineData("8888_news", true)]
    [InlineData("8888_News", false)]
    [InlineData("8888_é", false)]
    [InlineData("con", false)]
    [InlineData("a/b", false)]
    [InlineData("-a", false)]
    [InlineData("a.", false)]
    [InlineData("a\n", false)]
    [InlineData("", false)]
    public void OnlyANameThatNoOtherNameCanMatchIsPlain(string name, bool isPlain) => Assert.Equal(isPlain, SafeFileName.IsPlain(name));
}

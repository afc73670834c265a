namespace TencentLvb.Unit.Common;

/// <summary>Any text can be shown without moving the cursor or changing the terminal.</summary>
public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("8888_news", "8888_news")]
    [InlineData("直播 Übertragung 😀", "直播 Übertragung 😀")]
    [InlineData("a\r\nWARNING: b\tc", "a  WARNING: b c")]
    [InlineData("a\u0085b\u2028c\u2029d\ve\ff", "a b c d e f")]
    [InlineData("\u001b]0;PWNED\u0007\u001b[31mred", "\ufffd]0;PWNED\ufffd\ufffd[31mred")]
    [InlineData("\u009b31mred\u009d0;x\u009c", "\ufffd31mred\ufffd0;x\ufffd")]
    [InlineData("a\0b\u007fc\bd", "a\ufffdb\ufffdc\ufffdd")]
    [InlineData("a\u202eb\u2066c\u200bd\ufeffe\u00adf\u061cg", "a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ufffdg")]
    [InlineData("tag \U000e0041 end", "tag \ufffd end")]
    public void ItStaysOnItsLine(string text, string shown) => Assert.Equal(shown, PrintableText.Of(text));

    [Fact]
    public void AnUnpairedSurrogateIsReplaced() => Assert.Equal("a\ufffdb\ufffd", PrintableText.Of("a\ud83db\ude00"));

    [Fact]
    public void NullIsEmpty() => Assert.Equal("", PrintableText.Of(null));

    [Theory]
    [InlineData("0123456789", "0123456789")]
    [InlineData("0123456789a", "0123456...")]
    [InlineData("\n123456789a", " 123456...")]
    [InlineData("012345😀789", "012345...")]
    [InlineData("0123456789\u202e", "0123456...")]
    public void ALongTextIsCut(string text, string shown) => Assert.Equal(shown, PrintableText.Of(text, 10));

    [Theory]
    [InlineData(500)]
    [InlineData(3_000_000)]
    public void ItIsNeverLongerThanAllowed(int length) => Assert.Equal(500, PrintableText.Of(new string('\u001b', length), 500).Length);
}

using System.Management.Automation;

namespace TencentLvb.Unit.Common;

/// <summary>Terms that only .NET developers know stay out of messages.</summary>
public sealed class NetworkTextTests
{
    [Theory]
    [InlineData("The response ended prematurely. (ResponseEnded)", "the response was cut off")]
    [InlineData("The response ended prematurely, with at least 97 additional bytes expected. (ResponseEnded)", "the response was cut off")]
    [InlineData("Received an invalid status line: 'x'. (InvalidResponse)", "Received an invalid status line: 'x'")]
    [InlineData("Connection reset by peer", "Connection reset by peer")]
    [InlineData("Name or service not known (fcgi.example.com:80)", "Name or service not known (fcgi.example.com:80)")]
    public void Text_of_dotnet_is_shown_without_its_codes(string message, string shown) =>
        Assert.Equal(shown, NetworkText.Of(new HttpRequestException("outer", new IOException(message))));

    [Theory]
    [InlineData("1d", true)]
    [InlineData("90m", true)]
    [InlineData("28.11.2026", false)]
    public void A_duration_instead_of_a_time_is_reported_as_one(string text, bool isDuration) => Assert.Equal(
        isDuration,
        Assert.Throws<PSInvalidCastException>(() => LvbTimeConverter.Read(text)).Message.Contains("-Last", StringComparison.Ordinal));
}

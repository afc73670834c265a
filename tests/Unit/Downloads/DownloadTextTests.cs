using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace TencentLvb.Unit.Downloads;

/// <summary>What the errors of downloads say, and what a body is taken for.</summary>
public sealed class DownloadTextTests
{
    private static readonly Uri Address = new("http://files.example.com/a.mp4?sign=secret");

    private static DownloadItem Item(string path = "/tmp/a.mp4", long? size = null) => new(Address, path, size, "target");

    private static LvbException Checked(LvbException error)
    {
        Sentences.Check(error.RecommendedAction);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        return error;
    }

    private static LvbException Refused(byte[] bytes, bool isCalledText = false)
    {
        var item = Item();
        item.IsDeclaredText = isCalledText;
        var error = Assert.Throws<LvbException>(() => AnswerCheck.Body(item, bytes, bytes.Length));
        Assert.Equal("LvbBadReply", error.ErrorId);
        return Checked(error);
    }

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    [Theory]
    [InlineData("<!DOCTYPE", "HTML or XML")]
    [InlineData("<?xml", "HTML or XML")]
    [InlineData("<a", "HTML or XML")]
    [InlineData("<z", "HTML or XML")]
    [InlineData("<A", "HTML or XML")]
    [InlineData("<Z", "HTML or XML")]
    [InlineData("\u00ef\u00bb\u00bf<a", "HTML or XML")]
    [InlineData("\u00ff\u00fe<\0a\0", "HTML or XML")]
    [InlineData("\u00fe\u00ff\0<\0a", "HTML or XML")]
    [InlineData(" \t\r\n<html>", "HTML or XML")]
    [InlineData("{\"a\"", "JSON")]
    [InlineData("{ }", "JSON")]
    [InlineData("[\"a\"", "JSON")]
    [InlineData("[{", "JSON")]
    [InlineData("[]", "JSON")]
    [InlineData("   \r\n", "blank")]
    [InlineData("\u00ef\u00bb\u00bf", "blank")]
    [InlineData("\u00ff\u00fe \0", "blank")]
    [InlineData("\u00fe\u00ff\0 ", "blank")]
    public void What_is_not_a_medium_is_named(string body, string what)
    {
        var error = Refused(Bytes(body));
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Contains("not a recording or picture", error.Message, StringComparison.Ordinal);
        Assert.Contains("sign-in page", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("in a browser", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<")]
    [InlineData("<@")]
    [InlineData("<[")]
    [InlineData("<`")]
    [InlineData("<{")]
    [InlineData("{")]
    [InlineData("{1")]
    [InlineData("[1")]
    [InlineData("(\"")]
    [InlineData("a}")]
    [InlineData("\u00ef\u00bb<a")]
    [InlineData("\u00ef<a\u00bf")]
    [InlineData("\u00ff\u00fe<a")]
    [InlineData("\u00efab<a")]
    [InlineData("\u00efa\u00bf<a")]
    [InlineData("ab\u00bf<a")]
    [InlineData("\u00ffb<\0a\0")]
    [InlineData("ab<\0a\0")]
    [InlineData("\u00feb\0<\0a")]
    [InlineData("ab\0<\0a")]
    [InlineData("plain text\u007f")]
    [InlineData("plain\u001ftext")]
    [InlineData("")]
    public void Other_bytes_are_taken_for_a_medium(string body)
    {
        var item = Item();
        item.IsDeclaredText = body.Contains("plain", StringComparison.Ordinal);
        AnswerCheck.Body(item, Bytes(body), body.Length);
    }

    [Fact]
    public void Text_that_is_declared_as_text_is_refused_and_a_long_blank_beginning_is_not()
    {
        Assert.Contains("is plain text", Refused(Bytes("Sign in ~\t\r\n"), isCalledText: true).Message, StringComparison.Ordinal);
        AnswerCheck.Body(Item(), Bytes("Sign in"), 7);
        AnswerCheck.Body(Item(), Bytes(new string(' ', 512)), 512);
        Refused(Bytes(new string(' ', 511)));
        var gzip = Refused([0x1f, 0x8b, 8, 0]);
        Assert.Contains("compressed with gzip", gzip.Message, StringComparison.Ordinal);
        Assert.Contains("compresses the response", gzip.RecommendedAction, StringComparison.Ordinal);
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string? type = null, string? encoding = null)
    {
        var answer = new HttpResponseMessage(status) { Content = new ByteArrayContent([]) };
        answer.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        if (encoding is not null)
        {
            answer.Content.Headers.ContentEncoding.Add(encoding);
        }

        return answer;
    }

    [Theory]
    [InlineData(200, null, "/a.mp4", null, false)]
    [InlineData(206, "text/plain", "/a.mp4", null, true)]
    [InlineData(203, "TEXT/vtt", "/a.mp4", null, true)]
    [InlineData(200, "text/plain", "/a.mp4", 5L, false)]
    [InlineData(200, "text/plain", "/a.M3U8", null, false)]
    [InlineData(200, "text/plain", "/am3u8", null, true)]
    [InlineData(200, "text/plain", "/am3u8", 5L, false)]
    [InlineData(200, "video/mp4", "/a.mp4", null, false)]
    public void A_suitable_head_is_accepted_and_shows_whether_it_declares_text(
        int status, string? type, string path, long? size, bool isText)
    {
        var item = Item(path, size);
        using var answer = Answer((HttpStatusCode)status, type);
        AnswerCheck.Head(item, answer);
        Assert.Equal(isText, item.IsDeclaredText);
    }

    [Theory]
    [InlineData(204, null, null, "HTTP status 204")]
    [InlineData(200, "text/html", null, "text/html")]
    [InlineData(200, "text/xml", null, "text/xml")]
    [InlineData(200, "text/json", null, "text/json")]
    [InlineData(200, "application/xml", null, "application/xml")]
    [InlineData(200, "application/json", null, "application/json")]
    [InlineData(200, "image/svg+xml", null, "image/svg+xml")]
    [InlineData(200, "application/problem+json", null, "application/problem+json")]
    [InlineData(200, "video/mp4", "br", "compressed with br")]
    public void An_unsuitable_head_is_refused(int status, string? type, string? encoding, string what)
    {
        using var answer = Answer((HttpStatusCode)status, type, encoding);
        var error = Checked(Assert.Throws<LvbException>(() => AnswerCheck.Head(Item(), answer)));
        Assert.Equal("LvbBadReply", error.ErrorId);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Contains("a.mp4", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "hotlink protection", "Denied")]
    [InlineData(404, "not stored yet", "NotFound")]
    [InlineData(404, "retention period", "NotFound")]
    [InlineData(429, "Wait a minute", "Throttled")]
    [InlineData(500, "Wait a minute", "ServiceFault")]
    [InlineData(503, "Wait a minute", "ServiceFault")]
    [InlineData(410, "in a browser", "None")]
    public void A_status_has_its_advice(int status, string advice, string reason)
    {
        var error = Checked(DownloadErrors.Http(Item(), status, "Gone"));
        Assert.Equal(("LvbHttp." + status.ToString(CultureInfo.InvariantCulture), status), (error.ErrorId, error.StatusCode));
        Assert.Contains(advice, error.RecommendedAction, StringComparison.Ordinal);
        Assert.StartsWith("a.mp4: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(reason, error.Reason.ToString());
    }

    [Fact]
    public void Broken_downloads_say_what_is_kept_and_how_to_continue()
    {
        var item = Item(size: 2_000_000);
        item.Expected = 2_000_000;
        item.Received = 1_000_000;
        var inner = new IOException("gone");
        var silent = Checked(DownloadErrors.Timeout(item, TimeSpan.FromSeconds(30), inner));
        Assert.Equal("a.mp4: files.example.com sent nothing for 30 s.", silent.Message);
        var broken = Checked(DownloadErrors.Network(item, inner));
        Assert.Contains("files.example.com", broken.Message, StringComparison.Ordinal);
        Assert.Contains("(gone).", broken.Message, StringComparison.Ordinal);
        var cut = Checked(DownloadErrors.Short(item));
        Assert.Contains("1,000,000 of 2,000,000 bytes", cut.Message, StringComparison.Ordinal);
        Assert.All([silent, broken, cut], error => Assert.Contains("is kept", error.RecommendedAction, StringComparison.Ordinal));
        Assert.Equal(["LvbTimeout", "LvbNetwork", "LvbNetwork"], new[] { silent, broken, cut }.Select(e => e.ErrorId));
    }

    [Fact]
    public void Files_that_cannot_be_written_or_are_another_are_named()
    {
        var inner = new IOException("Disk full.");
        var save = Checked(DownloadErrors.Save(Item(), inner));
        Assert.Equal(("LvbSaveFailed", "'/tmp/a.mp4' cannot be written: Disk full."), (save.ErrorId, save.Message));
        Assert.Contains("-Path", save.RecommendedAction, StringComparison.Ordinal);
        var busy = Checked(DownloadErrors.Busy(Item(), inner));
        Assert.Contains("'/tmp/a.mp4'", busy.Message, StringComparison.Ordinal);
        Assert.Contains("another process", busy.Message, StringComparison.Ordinal);
        Assert.Contains("not downloaded again", busy.RecommendedAction, StringComparison.Ordinal);
        var other = Checked(DownloadErrors.OtherLength(Item(), 5, 1000));
        Assert.Contains("5 bytes", other.Message, StringComparison.Ordinal);
        Assert.Contains("1,000 bytes", other.Message, StringComparison.Ordinal);
        Assert.Contains("Run Get-LvbTapeFile or Get-LvbScreenshot again", other.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("67,108,864 bytes", DownloadErrors.TooLong(Item("/tmp/a.jpg")).Message, StringComparison.Ordinal);
        Assert.Contains("-Force", Checked(DownloadErrors.BadReply(Item(), "it is odd")).RecommendedAction, StringComparison.Ordinal);
        using var answer = new HttpResponseMessage(HttpStatusCode.Found);
        var redirected = Checked(DownloadErrors.Redirected(Item(), answer, "redirects to another host"));
        Assert.Equal(("LvbHttp.302", 302), (redirected.ErrorId, redirected.StatusCode));
        Assert.Contains("forge", redirected.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("where the address comes from", redirected.RecommendedAction, StringComparison.Ordinal);
    }
}

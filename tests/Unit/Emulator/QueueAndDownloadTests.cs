using TencentLvb.Emulator;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace TencentLvb.Unit.Emulator;

public sealed class QueueAndDownloadTests : IDisposable
{
    private readonly TestEmulator emulator = TestEmulator.WithSample();
    private readonly HttpClient http = new();

    public void Dispose()
    {
        http.Dispose();
        emulator.Dispose();
    }

    [Fact]
    public void A_screenshot_is_removed_when_it_is_read()
    {
        Assert.Equal(1, Take().GetArrayLength());
        Assert.Equal(3, Take("100").GetArrayLength());
        Assert.Equal(0, Take("100").GetArrayLength());
    }

    [Fact]
    public void Screenshots_of_one_second_have_different_paths()
    {
        Take("100");
        emulator.Engine.SetStream(new EmulatorStreamChange("8888_news") { Screenshots = 50 });
        var urls = Take("100").EnumerateArray().Select(row => row.GetProperty("pic_full_url").GetString()).ToArray();
        Assert.Equal(50, urls.Distinct().Count());
    }

    [Fact]
    public void Screenshots_can_be_fetched()
    {
        using var answer = Get(Take()[0].GetProperty("pic_full_url").GetString()!);
        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.MediaType);
        var bytes = Bytes(answer);
        Assert.Equal([0xFF, 0xD8], bytes[..2]);
        Assert.Equal([0xFF, 0xD9], bytes[^2..]);
    }

    [Fact]
    public void Files_have_the_size_of_their_row_and_support_ranges()
    {
        var row = emulator.Output("Live_Tape_GetFilelist", ("Param.s.channel_id", "8888_news")).GetProperty("file_list")[0];
        var url = row.GetProperty("record_file_url").GetString()!;
        using var whole = Get(url);
        var bytes = Bytes(whole);
        Assert.Equal(row.GetProperty("file_size").GetString(), bytes.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));

        using var part = Get(url, new RangeHeaderValue(1000, null), whole.Headers.ETag);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(bytes[1000..], Bytes(part));
        using var other = Get(url, new RangeHeaderValue(1000, null), new EntityTagHeaderValue("\"other\""));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        using var last = Get(url, new RangeHeaderValue(null, 10));
        Assert.Equal(bytes[^10..], Bytes(last));
        using var beyond = Get(url, new RangeHeaderValue(bytes.Length, null));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
    }

    private JsonElement Take(string? count = null) =>
        emulator.Output("Live_Queue_Get", [("Param.n.bid", "100"), .. count is null ? [] : new[] { ("Param.n.count", count) }]).GetProperty(
            "data");

    private HttpResponseMessage Get(string url, RangeHeaderValue? range = null, EntityTagHeaderValue? onlyIf = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Range = range;
        request.Headers.IfRange = onlyIf is null ? null : new RangeConditionHeaderValue(onlyIf);
        return http.Send(request, TestContext.Current.CancellationToken);
    }

    private static byte[] Bytes(HttpResponseMessage answer)
    {
        using var memory = new System.IO.MemoryStream();
        answer.Content.ReadAsStream().CopyTo(memory);
        return memory.ToArray();
    }
}

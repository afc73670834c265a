using System.Globalization;
using static TencentLvb.Unit.Downloads.DownloadFixture;

namespace TencentLvb.Unit.Downloads;

/// <summary>When an interrupted download is continued, when it has failed, and what the verbose messages show.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class InterruptedDownloadTests
{
    private static readonly Func<WireExchange, Task> Interrupted = Answer("200 OK\nETag: \"one\"\nContent-Length: 10000", Bytes('A', 4000));

    [Fact]
    public async Task As_long_as_bytes_arrive_it_is_continued()
    {
        await using var fixture = new DownloadFixture(e => e.Index == 0
            ? Answer("200 OK\nETag: \"one\"\nContent-Length: 10000", Bytes('A', 1000))(e)
            : Answer(
                string.Create(CultureInfo.InvariantCulture, $"206 Rest\nETag: \"one\"\nContent-Range: bytes {e.Index * 1000}-9999/10000"),
                Bytes('A', 1000))(e));

        Assert.Equal(10_000, (await fixture.Fetch()).Length);
        Assert.Equal(10, fixture.Server.Requests.Count);
    }

    [Fact]
    public async Task Without_a_new_byte_it_has_failed_after_three_retries()
    {
        await using var fixture = new DownloadFixture(
            Interrupted, Answer("206 Rest\nETag: \"one\"\nContent-Range: bytes 4000-9999/10000\nContent-Length: 6000", []));

        Assert.Equal("LvbNetwork", (await fixture.Fail()).ErrorId);
        Assert.Equal(4, fixture.Server.Requests.Count);
        Assert.Equal(4000, new FileInfo(fixture.Part).Length);
    }

    [Fact]
    public async Task A_file_whose_bytes_have_all_arrived_is_complete_even_if_the_connection_then_breaks()
    {
        await using var fixture = new DownloadFixture(Answer("200 OK\nTransfer-Encoding: chunked", [.. "3E8\r\n"u8, .. Bytes('A', 1000)]));

        Assert.Equal(1000, (await fixture.Fetch(size: 1000)).Length);
        Assert.Single(fixture.Server.Requests);
    }

    [Fact]
    public async Task A_broken_body_of_unknown_length_is_never_complete()
    {
        await using var fixture = new DownloadFixture(Answer("200 OK\nTransfer-Encoding: chunked", [.. "3E8\r\n"u8, .. Bytes('A', 1000)]));

        Assert.Equal("LvbNetwork", (await fixture.Fail()).ErrorId);
        Assert.False(File.Exists(fixture.Target));
    }

    [Fact]
    public async Task A_body_that_falls_silent_is_a_timeout()
    {
        await using var fixture = new DownloadFixture(async exchange =>
        {
            await exchange.Raw("HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n");
            await exchange.Raw(Bytes('A', 1000));
            await exchange.Silence();
        });
        using var impatient = new Downloader(1, TimeSpan.FromMilliseconds(30), (_, _) => Task.CompletedTask);

        var error = await Assert.ThrowsAsync<LvbException>(
            () => impatient.FetchAsync(fixture.Item(), new CallLog(false), TestContext.Current.CancellationToken));
        Assert.Equal("LvbTimeout", error.ErrorId);
        Assert.False(File.Exists(fixture.Target));
    }

    [Fact]
    public async Task A_stop_after_the_last_byte_is_a_stop()
    {
        await using var fixture = new DownloadFixture(async exchange =>
        {
            await exchange.Raw("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            await exchange.Raw(Bytes('A', 1000));
            await exchange.Silence();
        });
        using var stop = new CancellationTokenSource();
        using var downloader = new Downloader(1, TimeSpan.FromSeconds(20));
        var item = fixture.Item(size: 1000);
        var fetching = downloader.FetchAsync(item, new CallLog(false), stop.Token);
        while (item.Received < 1000 && !fetching.IsCompleted)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching);
        Assert.False(File.Exists(fixture.Target));
    }

    [Fact]
    public async Task A_part_of_an_earlier_version_is_not_kept()
    {
        await using var fixture = new DownloadFixture(
            Interrupted,
            Answer("206 Rest\nETag: \"two\"\nContent-Range: bytes 4000-9999/10000\nContent-Length: 6000", Bytes('B', 6000)),
            Answer("404 Gone\nContent-Length: 0", []));

        Assert.Equal("LvbHttp.404", (await fixture.Fail()).ErrorId);
        Assert.Empty(Directory.GetFiles(fixture.Folder));
    }

    [Fact]
    public async Task An_empty_response_does_not_destroy_the_part()
    {
        await using var fixture = new DownloadFixture(Interrupted, Answer("200 OK\nContent-Length: 0", []));

        Assert.Equal("LvbBadReply", (await fixture.Fail()).ErrorId);
        Assert.Equal(4000, new FileInfo(fixture.Part).Length);
    }

    [Fact]
    public async Task A_complete_part_of_another_size_does_not_get_the_name()
    {
        await using var fixture = new DownloadFixture(Answer("416 No\nContent-Range: bytes */4000\nContent-Length: 0", []));
        File.WriteAllBytes(fixture.Part, Bytes('A', 4000));
        File.WriteAllText(fixture.Part + ".info",
            new FileVersion(SafeFileName.Mark(fixture.Item().Address.AbsoluteUri), "\"one\"", null, 4000).ToString());

        var error = await fixture.Fail(size: 5000);
        Assert.Equal("LvbBadReply", error.ErrorId);
        Assert.Contains("4,000", error.Message, StringComparison.Ordinal);
        Assert.Contains("5,000", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(fixture.Target));
    }

    [Fact]
    public async Task A_picture_of_the_maximum_size_is_accepted()
    {
        await using var fixture = new DownloadFixture(Answer("200 OK\nContent-Length: 67108864", Bytes('A', 1000)));
        Assert.Equal("LvbNetwork", (await fixture.Fail(path: Path.Combine(fixture.Folder, "a.jpg"))).ErrorId);
    }

    [Fact]
    public async Task The_size_becomes_known_with_the_response()
    {
        await using var fixture = new DownloadFixture(Answer("200 OK\nContent-Length: 1000", Bytes('A', 1000)));
        var item = fixture.Item();
        Assert.Equal(-1, item.Expected);
        await fixture.Fetch(item, new CallLog(false));
        Assert.Equal(1000, item.Expected);
    }

    [Fact]
    public async Task An_address_that_cannot_be_requested_is_an_error_of_its_file()
    {
        await using var fixture = new DownloadFixture(Interrupted);
        var error = await fixture.Fail(address: new Uri("ftp://files.example.com/news.mp4"));
        Assert.Equal("LvbBadReply", error.ErrorId);
        Assert.Contains("news.mp4", error.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verbose_messages_show_retries_the_offset_and_the_result()
    {
        await using var fixture = new DownloadFixture(
            Interrupted, Answer("206 Rest\nETag: \"one\"\nContent-Range: bytes 4000-9999/10000\nContent-Length: 6000", Bytes('A', 6000)));
        var notes = new CallLog(true);
        await fixture.Fetch(fixture.Item(), notes);

        Assert.Collection(
            notes.VerboseLines,
            line => Assert.Matches("^news[.]mp4: .*LvbNetwork.* 4000 ", line),
            line => Assert.Matches("^news[.]mp4: .*byte 4000$", line),
            line => Assert.Matches("^news[.]mp4: .*10000 bytes .*/news[.]mp4$", line));
    }

    [Fact]
    public async Task Verbose_messages_show_that_a_file_has_changed()
    {
        await using var fixture = new DownloadFixture(
            Interrupted,
            Answer("206 Rest\nETag: \"two\"\nContent-Range: bytes 4000-9999/10000\nContent-Length: 6000", Bytes('B', 6000)),
            Answer("200 OK\nETag: \"two\"\nContent-Length: 10000", Bytes('B', 10_000)));
        var notes = new CallLog(true);
        await fixture.Fetch(fixture.Item(), notes);

        Assert.Contains(notes.VerboseLines, line => line.StartsWith("news.mp4: ", StringComparison.Ordinal)
            && line.Contains("changed", StringComparison.Ordinal));
    }
}

using static TencentLvb.Unit.Downloads.DownloadFixture;

namespace TencentLvb.Unit.Downloads;

/// <summary>The error of a download after several attempts shows their number and duration.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class DownloadAttemptsTests
{
    [Fact]
    public async Task A_storage_that_stays_busy_is_reported_with_the_attempts()
    {
        await using var fixture = new DownloadFixture(Answer("503 Busy\nContent-Length: 0", []));

        var error = await fixture.Fail();

        Assert.Equal("LvbHttp.503", error.ErrorId);
        Assert.Matches($@"; {fixture.Server.Requests.Count} attempts over \d+(\.\d)? s\.$", error.Message);
    }

    [Fact]
    public async Task A_refusal_is_final_and_not_counted()
    {
        await using var fixture = new DownloadFixture(Answer("403 No\nContent-Length: 0", []));

        Assert.DoesNotContain("attempt", (await fixture.Fail()).Message, StringComparison.Ordinal);
        Assert.Single(fixture.Server.Requests);
    }
}

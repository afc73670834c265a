using Microsoft.Playwright;
using TencentLvb.Report;

namespace TencentLvb.Browser;

/// <summary>A dashboard as users see it.</summary>
public sealed class DashboardPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IDisposable
{
    private readonly DashboardServer _server = new(0, new ReportWriter(), TimeSpan.FromSeconds(1), SampleReport.Day());

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task ItUpdatesItselfWithoutFailures()
    {
        var observed = await browser.OpenAsync();
        await observed.Page.GotoAsync(_server.Address);
        Assert.Equal("Night of 23 November", await observed.Page.TitleAsync());
        Assert.DoesNotContain("open?", observed.Page.Url, StringComparison.Ordinal);

        _server.Show(SampleReport.Day() with { Title = "A later hour" });

        await observed.Page.GetByRole(AriaRole.Heading, new() { Name = "A later hour" }).WaitForAsync();
        await observed.Page.Locator(".c-viewers svg.chart").First.HoverAsync();
        Assert.Matches("viewers$", await observed.Page.Locator("#tip").TextContentAsync());
        Assert.Empty(observed.Problems);
        Assert.All(observed.Requests, request => Assert.StartsWith($"http://127.0.0.1:{_server.Port}/", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ItsAddressWorksOnceAndAReloadKeepsTheSession()
    {
        var observed = await browser.OpenAsync();
        await observed.Page.GotoAsync(_server.Address);
        var again = await observed.Page.ReloadAsync();
        Assert.Equal(200, again!.Status);
        var cookie = Assert.Single(await observed.Page.Context.CookiesAsync());
        Assert.Equal((true, SameSiteAttribute.Strict, $"lvb-dashboard-{_server.Port}"), (cookie.HttpOnly, cookie.SameSite, cookie.Name));

        var other = await browser.OpenAsync();
        var refused = await other.Page.GotoAsync(_server.Address);

        Assert.Equal(403, refused!.Status);
        Assert.Contains("has already been used", await other.Page.ContentAsync());
    }

    [Fact]
    public async Task ItReportsWhenTheSessionOrTheServerIsGone()
    {
        var observed = await browser.OpenAsync();
        await observed.Page.GotoAsync(_server.Address);

        await observed.Page.Context.ClearCookiesAsync();
        await observed.Page.Locator("#status:has-text('The session has ended.')").WaitForAsync();
        Assert.Matches(@"figures are from \d\d:\d\d:\d\d\. ", await observed.Page.Locator("#status").TextContentAsync());

        using var second = new DashboardServer(0, new ReportWriter(), TimeSpan.FromSeconds(1), SampleReport.Day());
        var other = await browser.OpenAsync();
        await other.Page.GotoAsync(second.Address);
        second.Dispose();
        await other.Page.Locator("#status:has-text('has ended or cannot be reached')").WaitForAsync();
        Assert.Contains("8888_news", await other.Page.Locator("main").TextContentAsync());
    }

    [Fact]
    public async Task AnotherSiteGetsNothing()
    {
        var context = await browser.NewContextAsync();
        var observed = await browser.OpenAsync(context: context);
        await observed.Page.GotoAsync(_server.Address);
        using var foreign = new DashboardServer(0, new ReportWriter(), TimeSpan.FromSeconds(1), SampleReport.Day());
        var page = await context.NewPageAsync();
        await page.GotoAsync(foreign.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        await page.SetContentAsync($"<iframe src='http://127.0.0.1:{_server.Port}/'></iframe>");
        await page.WaitForTimeoutAsync(500);

        Assert.DoesNotContain("8888_news", await page.Frames[^1].ContentAsync());
    }

    [Fact]
    public async Task ItIsReadableInDarkModeAndInNarrowWindows()
    {
        var observed = await browser.OpenAsync(360, 700, ColorScheme.Dark);
        await observed.Page.GotoAsync(_server.Address);

        Assert.Equal(360, await observed.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        Assert.Empty(observed.Problems);
    }
}

using System.Globalization;
using Microsoft.Playwright;

namespace TencentLvb.Browser;

/// <summary>A report as users see it.</summary>
public sealed class ReportPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IDisposable
{
    // Each text against its background, by the WCAG 2 formula.
    private const string LowContrast = """
        () => {
          const rgb = text => (text.match(/[\d.]+/g) ?? []).map(Number);
          const luminance = c => [.2126, .7152, .0722].reduce((sum, f, i) => {
            const v = c[i] / 255;
            return sum + f * (v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
          }, 0);
          const behind = element => {
            for (let e = element; e; e = e.parentElement) {
              const c = rgb(getComputedStyle(e).backgroundColor);
              if (c.length === 3 || c[3] === 1) return c;
            }
            return [255, 255, 255];
          };
          const low = [];
          for (const e of document.querySelectorAll("main *")) {
            if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
            const style = getComputedStyle(e);
            const [a, b] = [luminance(rgb(e instanceof SVGElement ? style.fill : style.color)), luminance(behind(e))];
            const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
            if (ratio < 4.5) low.push(`${e.tagName} ${e.textContent.slice(0, 30)}: ${ratio.toFixed(2)}`);
          }
          return low;
        }
        """;

    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("lvb-report-").FullName, "report.html");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task NothingFailsNothingIsFetchedAndAllTextIsReadable(ColorScheme scheme)
    {
        var observed = await ShowAsync(1200, scheme);

        Assert.Empty(observed.Problems);
        Assert.Equal([new Uri(_file).AbsoluteUri], observed.Requests);
        Assert.Empty(await observed.Page.EvaluateAsync<string[]>(LowContrast));
        var background = await observed.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
        Assert.Equal(scheme == ColorScheme.Dark ? "rgb(18, 22, 28)" : "rgb(246, 247, 249)", background);
    }

    [Theory]
    [InlineData(360)]
    [InlineData(412)]
    [InlineData(800)]
    [InlineData(1600)]
    public async Task NoWidthScrollsHorizontally(int width)
    {
        var observed = await ShowAsync(width);

        Assert.Equal(width, await observed.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        Assert.True(await observed.Page.EvaluateAsync<double>("() => parseFloat(getComputedStyle(document.body).fontSize)") >= 14);
        Assert.True(await observed.Page.EvaluateAsync<double>(
            "() => Math.min(...[...document.querySelectorAll('svg.chart')].map(p => p.getBoundingClientRect().width))") >= 200);
    }

    [Fact]
    public async Task HoverShowsTimeAndValueInTheTimeZoneOfTheReport()
    {
        var observed = await ShowAsync(1200);
        var plot = observed.Page.Locator(".c-viewers svg.plot").First;
        var box = (await plot.BoundingBoxAsync())!;

        await observed.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + 20);

        // The middle of the day that ends at 03:00 is 15:00, and the reader is in New York.
        var text = await observed.Page.Locator("#tip").TextContentAsync();
        Assert.Matches(@"^11-2[23] 1[45]:\d\d  [\d,]+ viewers$", text);
        var value = double.Parse(text!.Split("  ")[1].Split(' ')[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        var points = SampleReport.Day().Viewers.Points().Select(p => p.Point).Where(
            p => Math.Abs((p.Time - SampleReport.End.AddHours(-12)).TotalMinutes) < 10);
        Assert.Contains(points, p => Math.Abs(p.Value - value) < 1);

        await observed.Page.Mouse.MoveAsync(5, 5);
        Assert.False(await observed.Page.Locator("#tip").IsVisibleAsync());

        // A chart moves under the pointer when the window changes.
        await observed.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + 20);
        Assert.True(await observed.Page.Locator("#tip").IsVisibleAsync());
        await observed.Page.SetViewportSizeAsync(800, 900);
        await observed.Page.Locator("#tip").WaitForAsync(new() { State = WaitForSelectorState.Hidden, Timeout = 5000 });
        Assert.Empty(observed.Problems);
    }

    [Fact]
    public async Task TheKeyboardReachesEveryPoint()
    {
        var observed = await ShowAsync(1200);
        await observed.Page.Keyboard.PressAsync("Tab");
        await observed.Page.Locator(".c-viewers svg.chart").First.FocusAsync();
        await observed.Page.Keyboard.PressAsync("End");
        var last = await observed.Page.Locator("#tip").TextContentAsync();
        await observed.Page.Keyboard.PressAsync("ArrowLeft");
        var before = await observed.Page.Locator("#tip").TextContentAsync();

        Assert.StartsWith("11-23 02:5", last);
        Assert.NotEqual(last, before);
        await observed.Page.Keyboard.PressAsync("Escape");
        Assert.False(await observed.Page.Locator("#tip").IsVisibleAsync());
    }

    [Fact]
    public async Task AStreamNamedLikeATagIsShownAsText()
    {
        var observed = await ShowAsync(1200);

        var names = await observed.Page.Locator("section.stream > h2").AllTextContentsAsync();
        Assert.Contains(PrintableText.Of(SampleReport.HostileName), names);
        var addresses = await observed.Page.EvaluateAsync<string[]>("() => [...document.links].map(l => l.protocol)");
        Assert.All(addresses, address => Assert.Contains(address, new[] { "http:", "https:", "file:" }));
        Assert.Empty(observed.Problems);
    }

    [Fact]
    public async Task AScreenReaderCanNavigateIt()
    {
        var observed = await ShowAsync(1200);

        Assert.Equal("en", await observed.Page.EvaluateAsync<string>("() => document.documentElement.lang"));
        var levels = await observed.Page.EvaluateAsync<int[]>("() => [...document.querySelectorAll('h1, h2, h3')].map(h => +h.tagName[1])");
        Assert.Equal(1, levels.Count(level => level == 1));
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
        Assert.Empty(await observed.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll("[aria-labelledby]")]
              .filter(e => !document.getElementById(e.getAttribute("aria-labelledby"))?.textContent.trim())
              .map(e => e.outerHTML.slice(0, 80))
            """));
        Assert.Equal(0, await observed.Page.EvaluateAsync<int>("() => document.querySelectorAll('table th:not([scope])').length"));
        Assert.Empty(await observed.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i)"));
        Assert.Contains("Peak", await observed.Page.GetByRole(AriaRole.Img).First.GetAttributeAsync("aria-labelledby") is { } id
            ? await observed.Page.Locator("#" + id).TextContentAsync() : "");
    }

    [Fact]
    public async Task ItPrintsOnA4()
    {
        var observed = await ShowAsync(1200, ColorScheme.Dark);
        await observed.Page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.Equal(
            "rgb(255, 255, 255)", await observed.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        Assert.Empty(await observed.Page.EvaluateAsync<string[]>(LowContrast));
        var pdf = System.Text.Encoding.Latin1.GetString(await observed.Page.PdfAsync(new() { PreferCSSPageSize = true }));
        Assert.Matches(@"/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]", pdf);
    }

    private async Task<ObservedPage> ShowAsync(int width, ColorScheme scheme = ColorScheme.Light)
    {
        await File.WriteAllTextAsync(_file, SampleReport.Html(SampleReport.Day()));
        var observed = await browser.OpenAsync(width, 900, scheme);
        await observed.Page.GotoAsync(new Uri(_file).AbsoluteUri);
        return observed;
    }
}

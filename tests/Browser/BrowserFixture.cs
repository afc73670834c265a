using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace TencentLvb.Browser;

/// <summary>A real Chromium from PATH. The tests are skipped if there is none.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Names =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe", "msedge.exe"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Why the pages cannot be tested; null when they can.</summary>
    public string? Missing { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (Executable() is not { } path)
        {
            Missing = $"Chromium was not found on PATH (searched for {string.Join(", ", Names)}); on Debian: apt-get install chromium.";
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    /// <summary>A page that records its failures.</summary>
    internal async Task<ObservedPage> OpenAsync(
        int width = 1200,
        int height = 900,
        ColorScheme scheme = ColorScheme.Light,
        IBrowserContext? context = null)
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        context ??= await NewContextAsync(width, height, scheme);
        return new ObservedPage(await context.NewPageAsync());
    }

    internal Task<IBrowserContext> NewContextAsync(int width = 1200, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        return _browser!.NewContextAsync(
            new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, TimezoneId = "America/New_York" });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private static string? Executable() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
}

/// <summary>A page, with the messages of its console and its network.</summary>
internal sealed class ObservedPage
{
    private readonly ConcurrentQueue<string> _problems = [];
    private readonly ConcurrentQueue<string> _requests = [];

    public ObservedPage(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _problems.Enqueue($"console: {message.Text}");
            }
        };
        page.PageError += (_, error) => _problems.Enqueue($"script: {error}");
        page.Dialog += (_, dialog) =>
        {
            _problems.Enqueue($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.Request += (_, request) => _requests.Enqueue(request.Url);
    }

    public IPage Page { get; }

    public IReadOnlyCollection<string> Problems => _problems;

    public IReadOnlyCollection<string> Requests => _requests;
}

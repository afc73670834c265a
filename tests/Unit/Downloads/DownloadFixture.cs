using System.Text;

namespace TencentLvb.Unit.Downloads;

/// <summary>A folder, and a server that responds to each request as a test specifies, byte for byte.</summary>
internal sealed class DownloadFixture : IAsyncDisposable
{
    private readonly Downloader _downloader = new(4, TimeSpan.FromSeconds(20), (_, _) => Task.CompletedTask);

    public DownloadFixture(params Func<WireExchange, Task>[] script)
    {
        Server = new WireServer(e => script[Math.Min(e.Index, script.Length - 1)](e));
    }

    public WireServer Server { get; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("lvb-download-").FullName;

    public string Target => Path.Combine(Folder, "news.mp4");

    public string Part => Target + ".partial";

    /// <summary>The requested ranges. Empty for the whole file.</summary>
    public IEnumerable<string> Ranges => Server.Requests.Select(r => r.Header("Range") ?? "");

    public static byte[] Bytes(char letter, int count) => Encoding.ASCII.GetBytes(new string(letter, count));

    /// <summary>A response with its own headers. The connection is closed afterwards.</summary>
    public static Func<WireExchange, Task> Answer(string head, byte[] body) => async exchange =>
    {
        await exchange.Raw("HTTP/1.1 " + head.ReplaceLineEndings("\r\n") + "\r\nConnection: close\r\n\r\n");
        await exchange.Raw(body);
        await exchange.Close();
    };

    public Task<FileInfo> Fetch(long? size = null, bool isReplacing = false, string? path = null, Uri? address = null)
        => Fetch(Item(size, isReplacing, path, address), new CallLog(false));

    public Task<FileInfo> Fetch(DownloadItem item, CallLog notes)
        => _downloader.FetchAsync(item, notes, TestContext.Current.CancellationToken);

    public DownloadItem Item(long? size = null, bool isReplacing = false, string? path = null, Uri? address = null)
        => new(address ?? new Uri(Server.Uri, "/news.mp4?token=abc"), path ?? Target, size, "target", isReplacing);

    public Task<LvbException> Fail(long? size = null, string? path = null, Uri? address = null)
        => Assert.ThrowsAsync<LvbException>(() => Fetch(size, path: path, address: address));

    public async ValueTask DisposeAsync()
    {
        _downloader.Dispose();
        await Server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}

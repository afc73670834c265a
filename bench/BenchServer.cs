using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TencentLvb.Bench;

/// <summary>A Kestrel server on loopback that responds as the service does, in a separate process, so that its allocations do not
/// count.</summary>
internal sealed class BenchServer : IDisposable
{
    public const string Command = "serve";
    public const int Channels = 100_000;

    /// <summary>The end of an address of API 2.0, which is ignored here.</summary>
    public const string Sign = "&t=1700000000&sign=0123456789abcdef0123456789abcdef";

    private const string Status = """{"errmsg":"","message":"","output":[{"rate_type":0,"recv_type":1,"status":1}],"ret":0,"retcode":0}""";

    private readonly Process _process;

    private BenchServer(Process process, Uri uri)
    {
        _process = process;
        Uri = uri;
    }

    public Uri Uri { get; }

    /// <summary>This program, which is also the server.</summary>
    internal static string Program => typeof(BenchServer).Assembly.Location;

    /// <summary>Starts a server that delays its responses by the specified number of milliseconds.</summary>
    public static async Task<BenchServer> StartAsync(int latency)
    {
        var process = Process.Start(new ProcessStartInfo(Repository.DotNet,
            [Program, Command, latency.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;
        var address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.");
        return new BenchServer(process, new Uri(address + "/common_access"));
    }

    /// <summary>What the server process runs, until its input ends.</summary>
    public static async Task ServeAsync(int latency)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            if (latency > 0)
            {
                await Task.Delay(latency);
            }

            var query = context.Request.Query;
            var body = HttpMethods.IsPost(context.Request.Method) ? await BenchApi3.AnswerAsync(context.Request)
                : query["interface"] == "Live_Channel_GetChannelList" ? ChannelPage(query)
                : Status;
            context.Response.ContentType = "text/plain";
            context.Response.ContentLength = body.Length;
            await context.Response.WriteAsync(body);
        });
        await app.StartAsync();
        Console.WriteLine(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(10_000))
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static string ChannelPage(IQueryCollection query)
    {
        var page = int.Parse(query["Param.n.page_no"].FirstOrDefault() ?? "1", CultureInfo.InvariantCulture);
        var size = int.Parse(query["Param.n.page_size"].FirstOrDefault() ?? "10", CultureInfo.InvariantCulture);
        var rows = Enumerable.Range((page - 1) * size, Math.Max(0, Math.Min(size, Channels - ((page - 1) * size)))).Select(i =>
            $$"""{"channel_id":"8888_{{i:D6}}","channel_name":"channel {{i}}","create_mode":1,"create_time":"2026-01-31 12:00:"""
                + """00","path":[],"status":1,"watermark_id":0}""");
        return $$"""{"errmsg":"","message":"","output":{"all_count":{{Channels}},"channel_list":[{{string.Join(',', rows)}}]},"ret":0"""
            + ""","retcode":0}""";
    }
}

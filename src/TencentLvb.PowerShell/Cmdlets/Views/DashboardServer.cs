using System.Net;
using System.Net.Sockets;

namespace TencentLvb.Cmdlets;

/// <summary>Serves a dashboard on 127.0.0.1 until it is disposed.</summary>
internal sealed class DashboardServer : IDisposable
{
    private readonly HttpServer _server;
    private readonly DashboardSite _site;

    /// <exception cref="LvbException"><c>LvbListenFailed</c>: the port cannot be bound.</exception>
    public DashboardServer(int port, IReportWriter writer, TimeSpan interval, ReportData data)
    {
        DashboardSite? site = null;
        _server = new HttpServer(
            new HttpServerOptions { Address = IPAddress.Loopback, Port = port, MaxBodyBytes = 0 },
            (request, _) => Task.FromResult(site!.Answer(request)));
        try
        {
            _server.Start();
        }
        catch (SocketException e)
        {
            _server.Dispose();
            throw new LvbException(
                EventErrors.ListenFailedId,
                $"The dashboard cannot listen on {new IPEndPoint(IPAddress.Loopback, port)}: {e.Message}",
                "Specify another -Port, or specify -Port 0 to use a free port.",
                e);
        }

        // Connections that arrive before this wait in the socket's queue. No one knows the address yet.
        var session = new DashboardSession(_server.LocalEndPoint.Port);
        _site = site = new DashboardSite(session, writer, interval);
        _site.Show(data);
        Address = session.Address;
    }

    public int Port => _server.LocalEndPoint.Port;

    /// <summary>Gets the address to open. It works once.</summary>
    public string Address { get; }

    public void Show(ReportData data) => _site.Show(data);

    public void Dispose() => _server.Dispose();
}

using System.Globalization;
using System.Net;

namespace TencentLvb.Unit.Cmdlets;

/// <summary>A service that responds as the test specifies, and records the requests.</summary>
internal sealed class ScriptedService : IDisposable
{
    private readonly HttpServer _server;
    private readonly List<Asked> _asked = [];

    /// <param name="answer">Creates the <c>output</c> of a response or, when it starts with <c>{"ret"</c>, the whole response.</param>
    public ScriptedService(Func<Asked, string> answer)
    {
        _server = new HttpServer(new HttpServerOptions(), (request, _) =>
        {
            var asked = new Asked(request.RawQuery);
            lock (_asked)
            {
                _asked.Add(asked);
            }

            var output = answer(asked);
            return Task.FromResult(new HttpAnswer(200, output.StartsWith("{\"ret\"", StringComparison.Ordinal) ? output
                : "{\"ret\":0,\"message\":\"\",\"output\":" + output + "}"));
        });
        _server.Start();
    }

    public Uri Uri => new($"http://{_server.LocalEndPoint}/common_access");

    /// <summary>The requests in order of arrival.</summary>
    public IReadOnlyList<Asked> Requests
    {
        get
        {
            lock (_asked)
            {
                return [.. _asked];
            }
        }
    }

    /// <summary>One parameter of all requests, by its short name.</summary>
    public string All(string name) => string.Join(" ", Requests.Select(r => r[name] ?? "-"));

    public void Dispose() => _server.Dispose();
}

/// <summary>The parameters of a request.</summary>
internal sealed class Asked
{
    private readonly Dictionary<string, string> _values = [];

    public Asked(string query)
    {
        foreach (var pair in query.Split('&'))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            var name = WebUtility.UrlDecode(pair[..at]);
            _values[name[(name.LastIndexOf('.') + 1)..]] = WebUtility.UrlDecode(pair[(at + 1)..]);
        }
    }

    public string? this[string name] => _values.GetValueOrDefault(name);

    public int Number(string name) => int.Parse(_values[name], CultureInfo.InvariantCulture);

    public long Long(string name) => long.Parse(_values[name], CultureInfo.InvariantCulture);
}

using System.Text;

namespace TencentLvb.Emulator;

/// <summary>Processes a request of API 2.0: faults, general checks, the interface, the journal.</summary>
internal sealed class RequestHandler(
    Account account, RequestValidator gate, FaultTable faults, Journal journal, Shapes shapes, EmulatorClock clock)
{
    public const string Path = "/common_access";

    /// <summary>Gets or sets the address, which is set when the emulator listens.</summary>
    public Uri Address { get; set; } = new("http://127.0.0.1/");

    public static bool IsApi(string path) => path.TrimEnd('/').EndsWith(Path, StringComparison.Ordinal);

    /// <summary>Evaluates faults that occur before the body is read.</summary>
    public HttpAnswer? CheckHead(HttpRequestHead head)
    {
        if (!IsApi(head.Path))
        {
            return null;
        }

        var query = QueryText.Read(head.RawQuery);
        var name = Value(query, "interface");
        if (faults.Strike(FaultStage.Head, LvbApi.V2, name, () => gate.IsSigned(query)) is not { } fault)
        {
            return null;
        }

        journal.Note(new JournalEntry(clock.UtcNow, head.Method, name, head.RawQuery, null) { Fault = fault.Kind }, gate.IsSigned(query));
        return FaultAnswers.Instead(fault, statistics: false, shapes);
    }

    public HttpAnswer Answer(HttpRequest request)
    {
        var now = clock.UtcNow;
        var query = QueryText.Read(request.RawQuery);
        var action = MixAction(request.Body);
        var name = Value(query, "interface") is { Length: > 0 } asked ? asked : action is null ? "" : InterfaceTable.Mix;
        var entry = new JournalEntry(now, request.Method, name, request.RawQuery, request.Body);
        var isSigned = gate.IsSigned(query);

        if (RefuseByHttp(request, query) is { } refused)
        {
            journal.Note(entry with { Status = refused.Status }, isSigned);
            return refused;
        }

        var api = InterfaceTable.Find(name);
        var statistics = api is { IsStatistics: true };
        var fault = faults.Strike(FaultStage.Request, LvbApi.V2, name, () => isSigned, action);
        if (fault is not null && FaultAnswers.Instead(fault, statistics, shapes) is { } instead)
        {
            var struck = entry with
            {
                Fault = fault.Kind,
                Status = FaultAnswers.IsSilent(instead) ? null : instead.Status,
                Ret = FaultAnswers.RetOf(fault, statistics),
            };
            journal.Note(struck, isSigned);
            return instead;
        }

        var judged = fault?.Kind == LvbEmulatorFaultKind.ClockSkew ? now + fault.Time : now;
        var (ret, body, note) = Process(query, api, request.Body, now, judged);
        var answer = FaultAnswers.Apply(fault, body);
        var status = FaultAnswers.IsSilent(answer) ? (int?)null : answer.Status;
        journal.Note(entry with { Fault = fault?.Kind, Status = status, Ret = ret, Note = note }, isSigned);
        return answer;
    }

    private (int Ret, byte[] Body, string? Note) Process(
        Dictionary<string, string> query, InterfaceEntry? api, byte[] body, DateTimeOffset now, DateTimeOffset judged)
    {
        if (gate.Check(query, api, judged) is { } refused)
        {
            return (refused.Ret, Envelope.Write(refused, shapes), null);
        }

        var call = new ApiCall(api!, query, body, account, shapes, now, Address);
        lock (account.Gate)
        {
            account.Settle(now);
            Reply reply;
            try
            {
                reply = api!.Answer(call);
            }
            catch (ApiError error)
            {
                reply = Reply.Error(error.Ret, error.Message, inArray: api!.Name == "Live_Channel_GetStatus");
            }

            // Written under the lock, because the rows belong to the account.
            return (reply.Ret, Envelope.Write(reply, shapes), call.Note);
        }
    }

    private static HttpAnswer? RefuseByHttp(HttpRequest request, Dictionary<string, string> query)
    {
        if (!request.Headers.Contains("Host"))
        {
            return HttpAnswer.Plain(404);
        }

        if (request.Method is not ("GET" or "POST"))
        {
            return HttpAnswer.Plain(405);
        }

        // The service's protection against forged requests: a login cookie without its token.
        return HasLoginCookie(request.Headers) && !query.ContainsKey("g_tk") ? HttpAnswer.Plain(403) : null;
    }

    private static bool HasLoginCookie(HttpHeaders headers)
    {
        foreach (var cookies in headers.GetAll("Cookie"))
        {
            foreach (var cookie in cookies.Split(';'))
            {
                if (cookie.Trim().StartsWith("skey=", StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // The body identifies a mix. Its query may contain the interface in either way, or an old name.
    private static string? MixAction(byte[] body)
    {
        if (body.Length == 0)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(body);
        return text.Contains(MixStream.CancelName) ? MixStream.CancelName : text.Contains(MixStream.StartName) ? MixStream.StartName : null;
    }

    private static string Value(Dictionary<string, string> query, string name) => query.TryGetValue(name, out var value) ? value : "";
}

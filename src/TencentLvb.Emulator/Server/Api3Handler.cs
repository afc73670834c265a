using System.Text.Json;

namespace TencentLvb.Emulator;

/// <summary>Processes a request of API 3.0: faults, general checks, the action, the journal.</summary>
internal sealed class Api3Handler(
    Account account, Api3Keys keys, FaultTable faults, Journal journal, Shapes shapes, LvbSite site, EmulatorClock clock)
{
    private readonly Api3Front _front = new(keys);
    private readonly RateLimiter _limiter = new(site);

    /// <summary>Gets or sets the address of API 2.0, which is set when the emulator listens.</summary>
    public Uri Address { get; set; } = new("http://127.0.0.1/");

    /// <summary>The real hosts have only a root path.</summary>
    public static bool IsApi(HttpRequestHead head) => head.Path == "/" && (head.Method == "POST" || head.Headers.Contains("X-TC-Action"));

    /// <summary>Evaluates faults that occur before the body is read, and refuses bodies that are not read at all.</summary>
    public HttpAnswer? CheckHead(HttpRequestHead head, int longestBody)
    {
        var entry = Entry(head, null);
        if (faults.Strike(FaultStage.Head, LvbApi.V3, entry.Interface, () => _front.NamesKey(head)) is { } fault)
        {
            journal.Note(entry with { Fault = fault.Kind }, _front.NamesKey(head));
            return FaultAnswers.ConnectionFault(fault);
        }

        return head.ContentLength > longestBody ? Refuse(entry, CommonErrors.TooLarge(longestBody), _front.NamesKey(head)) : null;
    }

    public HttpAnswer Answer(HttpRequest request)
    {
        var now = clock.UtcNow;
        var entry = Entry(request.Head, request.Body);
        var isSigned = new Lazy<bool>(() => _front.IsSigned(request));
        var fault = faults.Strike(FaultStage.Request, LvbApi.V3, entry.Interface, () => isSigned.Value);
        if (fault is not null && FaultAnswers.ConnectionFault(fault) is { } instead)
        {
            var struck = entry with { Fault = fault.Kind, Status = FaultAnswers.IsSilent(instead) ? null : instead.Status };
            journal.Note(struck, isSigned.Value);
            return instead;
        }

        var requestId = NewRequestId();
        var error = fault is null ? null : Api3Faults.ErrorOf(fault, requestId, entry.Service ?? "live", entry.Interface);
        var judged = fault?.Kind == LvbEmulatorFaultKind.ClockSkew ? now + fault.Time : now;
        var (body, code, note) = error is null
            ? Process(request, requestId, now, judged)
            : (Api3Envelope.Write(requestId, error), error.Code, null);
        var answer = FaultAnswers.Apply(fault, body, ContentType);
        var noted = entry with
        {
            Fault = fault?.Kind,
            Status = FaultAnswers.IsSilent(answer) ? null : answer.Status,
            Code = code,
            RequestId = requestId,
            Note = note,
        };
        // A request that was processed had a valid signature.
        journal.Note(noted, (error is null && code is null) || isSigned.Value);
        return answer;
    }

    private string ContentType => shapes.Has(LvbEmulatorShape.TextPlain) ? "text/plain" : "application/json";

    private (byte[] Body, string? Code, string? Note) Process(
        HttpRequest request, string requestId, DateTimeOffset now, DateTimeOffset judged)
    {
        Api3Call? call = null;
        try
        {
            CheckForm(request);
            var action = _front.Check(request, judged);
            if (action.Site is { } only && only != site)
            {
                throw CommonErrors.InvalidAction();
            }

            if (shapes.Has(LvbEmulatorShape.RateLimited))
            {
                _limiter.Count(action, now);
            }

            var region = request.Headers["X-TC-Region"];
            Regions.Check(action.Region, region, site, shapes.Has(LvbEmulatorShape.RegionStrict));
            using var document = Parse(request.Body);
            var parameters = Api3Parameters.Read(document.RootElement);
            action.CheckNames(parameters);
            call = new Api3Call(parameters, account, shapes, site, now, Address) { Keys = keys, Region = region ?? "" };
            lock (account.Gate)
            {
                account.Settle(now);

                // Written under the lock, because the rows belong to the account.
                var deprecated = action.IsDeprecated || shapes.Has(LvbEmulatorShape.DeprecatedWarning);
                return (Api3Envelope.Write(requestId, action.Answer(call), deprecated), null, call.Note);
            }
        }
        catch (Api3Error error)
        {
            return (Api3Envelope.Write(requestId, error), error.Code, call?.Note);
        }
    }

    private static void CheckForm(HttpRequest request)
    {
        if (request.Method != "POST")
        {
            throw new Api3Error("UnsupportedProtocol", "The emulator accepts only POST requests with a JSON body.");
        }

        var type = request.Headers["Content-Type"] ?? "";
        if (!type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            throw new Api3Error("InvalidRequest", "The emulator accepts only POST requests with the content type application/json.");
        }
    }

    private static JsonDocument Parse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            throw new Api3Error("InvalidParameter", "The body is not JSON.");
        }
    }

    private HttpAnswer Refuse(JournalEntry entry, Api3Error error, bool isSigned)
    {
        var requestId = NewRequestId();
        journal.Note(entry with { Status = 200, Code = error.Code, RequestId = requestId }, isSigned);
        return new HttpAnswer(200, Api3Envelope.Write(requestId, error), ContentType);
    }

    private JournalEntry Entry(HttpRequestHead head, byte[]? body)
    {
        var authorization = head.Headers["Authorization"];
        return new JournalEntry(clock.UtcNow, head.Method, head.Headers["X-TC-Action"] ?? "", head.RawQuery, body)
        {
            Authorization = authorization,
            Region = head.Headers["X-TC-Region"],
            Service = ActionTable.ServiceOf(head.Headers["X-TC-Version"]) ?? "live",
        };
    }

    private static string NewRequestId() => Guid.NewGuid().ToString();
}

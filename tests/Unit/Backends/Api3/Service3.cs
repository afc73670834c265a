using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Backends.Api3;

/// <summary>A service of API 3.0 whose actions respond as a test specifies. Unknown actions return InvalidAction.</summary>
internal sealed class Service3 : IAsyncDisposable
{
    private readonly Dictionary<string, Func<JsonObject, JsonObject>> _actions = [];
    private readonly WireServer _server;

    public Service3() => _server = new WireServer(Answer);

    public Uri Uri => _server.Uri;

    /// <summary>The received requests: action and body.</summary>
    public IEnumerable<(string Action, JsonObject Body)> Asked =>
        _server.Requests.Select(r => (r.Header("X-TC-Action")!, (JsonObject)JsonNode.Parse(r.Body)!));

    public IReadOnlyList<WireRequest> Requests => _server.Requests;

    public IEnumerable<string> Actions => Asked.Select(a => a.Action);

    public Func<JsonObject, JsonObject> this[string action]
    {
        set => _actions[action] = value;
    }

    /// <summary>Online streams, written as domain/app/stream.</summary>
    public Service3 Online(params string[] streams)
    {
        this["DescribeLiveStreamOnlineList"] = body =>
        {
            var rows = streams.Select(s => s.Split('/')).Select(s => new JsonObject
            {
                ["StreamName"] = s[2],
                ["AppName"] = s[1],
                ["DomainName"] = s[0],
                ["PublishTimeList"] = new JsonArray(
                    new JsonObject { ["PublishTime"] = "2026-11-28T03:00:00Z" },
                        new JsonObject { ["PublishTime"] = "2026-11-28T04:00:00Z" }),
                ["PushToDelay"] = 0,
            });
            return Paged(body, "OnlineInfo", [.. rows]);
        };
        return this;
    }

    public Service3 PushDomains(params string[] names)
    {
        this["DescribeLiveDomains"] = _ => new JsonObject
        {
            ["AllCount"] = names.Length,
            ["DomainList"] = new JsonArray([.. names.Select(n => new JsonObject { ["Name"] = n, ["Type"] = 0, ["Status"] = 1 })]),
        };
        return this;
    }

    public Service3 CallbackRules(params (string? Domain, string? App, int Template)[] rules)
    {
        this["DescribeLiveCallbackRules"] = _ => new JsonObject
        {
            ["Rules"] = new JsonArray([.. rules.Select(r => new JsonObject
            {
                ["DomainName"] = r.Domain, ["AppName"] = r.App, ["TemplateId"] = r.Template,
            })]),
        };
        return this;
    }

    public Service3 CallbackTemplates(params JsonObject[] templates)
    {
        this["DescribeLiveCallbackTemplates"] = _ => new JsonObject
        {
            ["Templates"] = new JsonArray([.. templates.Select(t => t.DeepClone())]),
        };
        return this;
    }

    public Service3 Done(params string[] actions)
    {
        foreach (var action in actions)
        {
            this[action] = _ => [];
        }

        return this;
    }

    /// <summary>A callback template with the addresses of these fields.</summary>
    public static JsonObject Template(int id, string name = "old", string key = "", params (string Field, string Address)[] addresses)
    {
        var template = new JsonObject { ["TemplateId"] = id, ["TemplateName"] = name, ["CallbackKey"] = key };
        foreach (var (field, address) in addresses)
        {
            template[field] = address;
        }

        return template;
    }

    public static JsonObject Error(string code) => new() { ["Error"] = new JsonObject { ["Code"] = code, ["Message"] = "No." } };

    public static JsonObject Paged(JsonObject body, string list, JsonObject[] rows)
    {
        var number = (int)body["PageNum"]!;
        var size = (int)body["PageSize"]!;
        return new JsonObject
        {
            [list] = new JsonArray([.. rows.Skip((number - 1) * size).Take(size)]),
            ["TotalNum"] = rows.Length,
            ["TotalPage"] = (rows.Length + size - 1) / size,
            ["PageNum"] = number,
            ["PageSize"] = size,
        };
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task Answer(WireExchange e)
    {
        var body = (JsonObject)JsonNode.Parse(e.Request.Body)!;
        var fields = _actions.TryGetValue(e.Request.Header("X-TC-Action")!, out var action) ? action(body) : Error("InvalidAction");
        fields["RequestId"] = Guid.NewGuid().ToString();
        return e.Answer(new JsonObject { ["Response"] = fields }.ToJsonString());
    }
}

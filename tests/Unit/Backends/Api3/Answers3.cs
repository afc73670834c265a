namespace TencentLvb.Unit.Backends.Api3;

/// <summary>Responses of API 3.0 for scripted tests.</summary>
internal static class Answers3
{
    public const string Done = """{"Response":{"RequestId":"00000000-0000-4000-8000-000000000009"}}""";
    public const string Active = """{"Response":{"StreamState":"active","RequestId":"00000000-0000-4000-8000-000000000001"}}""";

    public static string Error(string code, string message = "Something.") => new System.Text.Json.Nodes.JsonObject
    {
        ["Response"] = new System.Text.Json.Nodes.JsonObject
        {
            ["Error"] = new System.Text.Json.Nodes.JsonObject { ["Code"] = code, ["Message"] = message },
            ["RequestId"] = "00000000-0000-4000-8000-000000000016",
        },
    }.ToJsonString();
}

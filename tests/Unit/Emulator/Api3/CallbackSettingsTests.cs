using System.Text.Json;

namespace TencentLvb.Unit.Emulator.Api3;

public sealed class CallbackSettingsTests : IDisposable
{
    private const string Url = "http://127.0.0.1:1/notify";
    private readonly TestEmulator emulator = new();

    public void Dispose() => emulator.Dispose();

    [Fact]
    public void A_template_is_created_read_changed_and_deleted()
    {
        var id = Create(
            $"\"TemplateName\":\"cb_模板\",\"StreamBeginNotifyUrl\":\"{Url}\",\"CallbackKey\":\"k\",\"RecordExceptionLevels\":[\"error\"]");
        var template = Read(id);
        Assert.Equal(
            ("cb_模板", Url, "k"), (Text(template, "TemplateName"), Text(template, "StreamBeginNotifyUrl"), Text(template, "CallbackKey")));
        Assert.Equal(JsonValueKind.Null, template.GetProperty("StreamEndNotifyUrl").ValueKind);

        emulator.Do("ModifyLiveCallbackTemplate", $"{{\"TemplateId\":{id},\"StreamEndNotifyUrl\":\"{Url}/end\"}}");
        Assert.Equal(
            ("cb_模板", Url, Url + "/end", "k"),
            (Text(Read(id), "TemplateName"), Text(Read(id), "StreamBeginNotifyUrl"), Text(Read(id), "StreamEndNotifyUrl"), Text(
                Read(id), "CallbackKey")));
        emulator.Do("ModifyLiveCallbackTemplate", $"{{\"TemplateId\":{id},\"StreamBeginNotifyUrl\":\"\",\"CallbackKey\":\"\"}}");
        Assert.Equal((null, ""), (Text(Read(id), "StreamBeginNotifyUrl"), Text(Read(id), "CallbackKey")));

        Assert.Equal(1, emulator.Do("DescribeLiveCallbackTemplates").GetProperty("Templates").GetArrayLength());
        emulator.Do("DeleteLiveCallbackTemplate", $"{{\"TemplateId\":{id}}}");
        Assert.Equal("FailedOperation.NotFound", emulator.Code("DescribeLiveCallbackTemplate", $"{{\"TemplateId\":{id}}}"));
    }

    [Theory]
    [InlineData("\"TemplateName\":\"a\"", "InvalidParameter")]
    [InlineData("\"TemplateName\":\"a b\",\"RecordNotifyUrl\":\"http://h/\"", "InvalidParameterValue")]
    [InlineData("\"TemplateName\":\"a\",\"Description\":\"a!\",\"RecordNotifyUrl\":\"http://h/\"", "InvalidParameterValue")]
    [InlineData("\"TemplateName\":\"a\",\"RecordNotifyUrl\":\"ftp://h/\"", "InvalidParameter.UrlNotSafe")]
    [InlineData("\"TemplateName\":\"a\",\"RecordNotifyUrl\":\"nowhere\"", "InvalidParameter.UrlNotSafe")]
    [InlineData("\"RecordNotifyUrl\":\"http://h/\"", "MissingParameter")]
    [InlineData("\"TemplateName\":\"a\",\"NotifyUrl\":\"http://h/\"", "UnknownParameter")]
    public void A_template_has_rules(string body, string code) =>
        Assert.Equal(code, emulator.Code("CreateLiveCallbackTemplate", $"{{{body}}}"));

    [Fact]
    public void A_refused_change_changes_nothing()
    {
        var id = Create($"\"TemplateName\":\"a\",\"RecordNotifyUrl\":\"{Url}\"");
        Assert.Equal("InvalidParameter", emulator.Code(
            "ModifyLiveCallbackTemplate", $"{{\"TemplateId\":{id},\"TemplateName\":\"b\",\"RecordNotifyUrl\":\"\"}}"));
        Assert.Equal(("a", Url), (Text(Read(id), "TemplateName"), Text(Read(id), "RecordNotifyUrl")));
    }

    [Fact]
    public void At_most_fifty_templates_exist()
    {
        foreach (var i in Enumerable.Range(0, 50))
        {
            Create($"\"TemplateName\":\"t{i}\",\"RecordNotifyUrl\":\"{Url}\"");
        }

        Assert.Equal("InternalError.ConfOutLimit", emulator.Code(
            "CreateLiveCallbackTemplate", $"{{\"TemplateName\":\"t\",\"RecordNotifyUrl\":\"{Url}\"}}"));
    }

    [Fact]
    public void A_rule_binds_a_template_to_a_push_domain_and_a_path()
    {
        var id = Create($"\"TemplateName\":\"a\",\"RecordNotifyUrl\":\"{Url}\"");
        Bind(id);
        Assert.Equal(
            TestEmulator.OneLine($$"""
                {"CreateTime":"2026-03-01 12:00:00","UpdateTime":"2026-03-01 12:00:00",
                "TemplateId":{{id}},"DomainName":"push.example.com","AppName":"live"}
                """),
            emulator.Do("DescribeLiveCallbackRules").GetProperty("Rules")[0].ToString());
        Assert.Equal("FailedOperation.RuleAlreadyExist", emulator.Code("CreateLiveCallbackRule", Rule(id)));
        Assert.Equal("FailedOperation.ConfInUsed", emulator.Code("DeleteLiveCallbackTemplate", $"{{\"TemplateId\":{id}}}"));
        Assert.Equal("FailedOperation.NotFound", emulator.Code("CreateLiveCallbackRule", Rule(1, app: "stage")));
        Assert.Equal("ResourceNotFound.DomainNotExist", emulator.Code("CreateLiveCallbackRule", Rule(id, "play.example.com")));

        emulator.Do("DeleteLiveCallbackRule", """{"DomainName":"push.example.com","AppName":"live"}""");
        Assert.Equal("InvalidParameter.RuleNotFound", emulator.Code(
            "DeleteLiveCallbackRule", """{"DomainName":"push.example.com","AppName":"live"}"""));
        emulator.Do("DeleteLiveCallbackTemplate", $"{{\"TemplateId\":{id}}}");
    }

    [Fact]
    public void By_switch_these_errors_have_the_older_prefix()
    {
        using var old = new TestEmulator(LvbEmulatorShape.InternalErrorForm);
        Assert.Equal("InternalError.NotFound", old.Code("DeleteLiveCallbackTemplate", """{"TemplateId":1}"""));
        Assert.Equal(
            "InternalError.RuleNotFound", old.Code("DeleteLiveCallbackRule", """{"DomainName":"push.example.com","AppName":"live"}"""));
    }

    [Fact]
    public void The_journal_hides_the_key()
    {
        Create($"\"TemplateName\":\"a\",\"RecordNotifyUrl\":\"{Url}\",\"CallbackKey\":\"canary-key\"");
        Assert.DoesNotContain(emulator.Engine.GetRequests(), request => request.Body.Contains("canary-key", StringComparison.Ordinal));
    }

    private long Create(string body) => emulator.Do("CreateLiveCallbackTemplate", $"{{{body}}}").GetProperty("TemplateId").GetInt64();

    private JsonElement Read(long id) => emulator.Do("DescribeLiveCallbackTemplate", $"{{\"TemplateId\":{id}}}").GetProperty("Template");

    private void Bind(long id) => emulator.Do("CreateLiveCallbackRule", Rule(id));

    internal static string Rule(long id, string domain = "push.example.com", string app = "live") =>
        $"{{\"DomainName\":\"{domain}\",\"AppName\":\"{app}\",\"TemplateId\":{id}}}";

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}

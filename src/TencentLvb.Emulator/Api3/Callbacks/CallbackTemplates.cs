using System.Text;
using System.Text.RegularExpressions;

namespace TencentLvb.Emulator;

/// <summary>
/// Implements the actions on callback templates. A change applies to the next event, whereas the service takes some minutes.
/// </summary>
internal static class CallbackTemplates
{
    private static readonly Regex Words = new(@"^[\p{L}\p{Nd}_-]*\z", RegexOptions.CultureInvariant);

    public static Action<AnswerJson>? Create(Api3Call call)
    {
        if (call.Account.Callbacks.Templates.Count >= CallbackSettings.MostTemplates)
        {
            throw new Api3Error("InternalError.ConfOutLimit", "The number of callback templates has reached its limit.");
        }

        call.Parameters.NeedText("TemplateName");
        var template = call.Account.Callbacks.New();
        Change(template, call.Parameters);
        call.Account.Callbacks.Add(template);
        return json => json.Number("TemplateId", template.Id);
    }

    /// <summary>Changes the parameters that are sent; an empty text removes an address or the key.</summary>
    public static Action<AnswerJson>? Modify(Api3Call call)
    {
        Change(Find(call), call.Parameters);
        return null;
    }

    public static Action<AnswerJson>? Delete(Api3Call call)
    {
        var template = Find(call);
        if (call.Account.Callbacks.IsUsed(template))
        {
            throw call.TwoFormed("FailedOperation.ConfInUsed", "The template is used by a rule.");
        }

        call.Account.Callbacks.Remove(template);
        return null;
    }

    public static Action<AnswerJson>? Single(Api3Call call)
    {
        var template = Find(call);
        return json => json.Object("Template", row => WriteRow(row, template));
    }

    public static Action<AnswerJson>? List(Api3Call call) =>
        json => call.Rows(json, "Templates", call.Account.Callbacks.Templates, WriteRow);

    public static CallbackTemplate Find(Api3Call call) =>
        call.Account.Callbacks.Find(call.Parameters.NeedNumber("TemplateId", 0, long.MaxValue))
        ?? throw call.TwoFormed("FailedOperation.NotFound", "The template does not exist.");

    // Reads everything before it changes anything, so that a refused change has no effect.
    private static void Change(CallbackTemplate template, Api3Parameters asked)
    {
        var name = Text(asked, "TemplateName", 255) ?? template.Name;
        var description = Text(asked, "Description", 1024) ?? template.Description;
        var levels = asked.Has("RecordExceptionLevels") ? asked.Texts("RecordExceptionLevels") : template.ExceptionLevels;
        var key = asked.Text("CallbackKey") ?? template.Key;
        var urls = CallbackTemplate.UrlNames
            .Select(url => (Name: url, Value: Url(asked, url) ?? (template.Urls.TryGetValue(url, out var old) ? old : "")))
            .Where(url => url.Value.Length > 0)
            .ToList();
        if (urls.Count == 0)
        {
            throw new Api3Error("InvalidParameter", "A template must have at least one address.");
        }

        (template.Name, template.Description, template.ExceptionLevels) = (name, description, levels);
        template.SetKey(key);
        template.Urls.Clear();
        foreach (var (url, value) in urls)
        {
            template.Urls.Add(url, value);
        }
    }

    private static string? Text(Api3Parameters asked, string name, int mostBytes)
    {
        var text = asked.Text(name);
        return text is null || (Words.IsMatch(text) && Encoding.UTF8.GetByteCount(text) <= mostBytes)
            ? text
            : throw asked.Wrong(name, $"letters, digits, '_' and '-', at most {Wire.Text(mostBytes)} bytes");
    }

    private static string? Url(Api3Parameters asked, string name)
    {
        var text = asked.Text(name);
        var good = string.IsNullOrEmpty(text) || (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https");
        return good ? text : throw new Api3Error("InvalidParameter.UrlNotSafe", $"The address in `{name}` is not valid.");
    }

    private static void WriteRow(AnswerJson row, CallbackTemplate template)
    {
        row.Number("TemplateId", template.Id);
        row.Text("TemplateName", template.Name);
        row.Text("Description", template.Description);

        // The service accepts the address for recording states, but does not return it.
        foreach (var name in CallbackTemplate.UrlNames.Where(name => name != CallbackTemplate.RecordStatus))
        {
            row.Text(name, template.Urls.TryGetValue(name, out var url) ? url : null);
        }

        row.Text("CallbackKey", template.Key);
        row.Texts("RecordExceptionLevels", template.ExceptionLevels);
    }
}

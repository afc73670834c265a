using System.Text;

namespace TencentLvb.Notifications;

/// <summary>
/// Reads webhook data in the form in which runtime 7.2 of Azure Automation passes it to a runbook: a text such as
/// <c>{WebhookName:w,RequestBody:{"event_type":1},RequestHeader:{Connection:Keep-Alive}}</c>, which is not JSON but contains the
/// unchanged body.
/// </summary>
internal static class AutomationEnvelope
{
    private const string Name = "RequestBody";

    /// <summary>Returns the body in such a text; null if the text does not have this form.</summary>
    public static string? Body(string text)
    {
        if (!text.TrimStart().StartsWith("{", StringComparison.Ordinal))
        {
            return null;
        }

        // The name of the webhook comes first and may contain the word.
        var tries = 4;
        for (var at = Find(text, 0); at >= 0 && tries-- > 0; at = Find(text, at + Name.Length))
        {
            var value = Skip(text, at + Name.Length);
            if (value < text.Length && text[value] == ':')
            {
                var rest = Encoding.UTF8.GetBytes(text.Substring(value + 1));
                using var document = BodySplitter.ReadFirst(rest, 0, out _);
                if (document is not null)
                {
                    return document.RootElement.GetRawText();
                }
            }
        }

        return null;
    }

    private static int Find(string text, int from) => text.IndexOf(Name, from, StringComparison.OrdinalIgnoreCase);

    private static int Skip(string text, int at)
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] is '"' or '\''))
        {
            at++;
        }

        return at;
    }
}

using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace TencentLvb.Completion;

/// <summary>Offers useful points in time for a parameter: past times for the range of a query, otherwise future times.</summary>
internal sealed class TimeCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var typed = (wordToComplete ?? "").Trim('\'', '"');
        return UsefulFor(commandName, parameterName, DateTime.Now)
            .Select(offer => (Text: offer.Time.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture), offer.Words))
            .Where(offer => offer.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(offer => new CompletionResult(offer.Text, offer.Text, CompletionResultType.ParameterValue, offer.Words));
    }

    private static IEnumerable<(DateTime Time, string Words)> UsefulFor(string command, string parameter, DateTime now)
    {
        var today = now.Date;
        var isPast = !command.StartsWith("Start-", StringComparison.OrdinalIgnoreCase)
            && parameter.ToUpperInvariant() is "STARTTIME" or "ENDTIME" or "AT";
        return isPast
            ? [(today, "today, 00:00"), (now.AddHours(-1), "an hour ago"), (today.AddDays(-1), "yesterday, 00:00"),
            (today.AddDays(-7), "seven days ago, 00:00"), (now, "now")]
            : [(now.AddHours(1), "in an hour"), (today.AddDays(1), "midnight tonight"), (now.AddDays(1), "tomorrow at this time"),
            (today.AddDays(7), "in seven days, 00:00")];
    }
}

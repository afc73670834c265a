using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace TencentLvb.Completion;

/// <summary>Offers useful durations for a parameter, or the typed number with each of the units.</summary>
internal sealed class DurationCompleter : IArgumentCompleter
{
    private static readonly string[] Units = ["s", "m", "h", "d"];
    private static readonly string[] Usual = ["30s", "1m", "5m", "15m", "1h", "8h", "1d", "7d"];

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var typed = (wordToComplete ?? "").Trim('\'', '"');
        IEnumerable<string> offered = UsefulFor(commandName, parameterName);
        if (typed.Length is > 0 and < 6 && typed.All(c => c is >= '0' and <= '9'))
        {
            offered = offered.Concat(Units.Select(unit => typed + unit)).Distinct();
        }

        // Not quoted, although PowerShell reads some of them as numbers: the parameter uses the text.
        return offered
            .Where(text => text.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(text => new CompletionResult(text, text, CompletionResultType.ParameterValue, Words(DurationText.Parse(text)!.Value)));
    }

    private static string[] UsefulFor(string command, string parameter) => parameter.ToUpperInvariant() switch
    {
        "LAST" => ["1h", "6h", "12h", "1d", "3d", "7d"],
        "DELAY" => ["0s", "10s", "30s", "1m", "5m", "10m"],
        "POLLINTERVAL" => ["5s", "10s", "30s", "1m", "5m"],
        "INTERVAL" when command.StartsWith("Get-", StringComparison.OrdinalIgnoreCase) => ["1m", "5m", "15m", "1h", "1d"],
        "INTERVAL" => ["5s", "10s", "30s", "1m", "5m"],
        "TIMEOUT" => ["0s", "30s", "1m", "5m", "15m", "1h", "8h"],
        "VALIDITY" => ["60s", "5m", "1h", "8h", "1d", "7d"],
        _ => Usual,
    };

    private static string Words(TimeSpan duration) =>
        duration == TimeSpan.Zero ? "zero"
        : duration.Ticks % TimeSpan.TicksPerDay == 0 ? Count(duration.TotalDays, "day")
        : duration.Ticks % TimeSpan.TicksPerHour == 0 ? Count(duration.TotalHours, "hour")
        : duration.Ticks % TimeSpan.TicksPerMinute == 0 ? Count(duration.TotalMinutes, "minute")
        : Count(duration.TotalSeconds, "second");

    private static string Count(double number, string unit) => $"{number:0} {unit}{(number == 1 ? "" : "s")}";
}

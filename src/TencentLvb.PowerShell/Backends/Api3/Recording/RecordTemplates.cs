using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>Represents a recording template, and the formats that it records.</summary>
internal sealed record RecordTemplate(long Id, string? Name, IReadOnlyList<string> Formats)
{
    public override string ToString() =>
        Id.ToString(CultureInfo.InvariantCulture) + " (" + (string.IsNullOrEmpty(Name) ? "" : LogRedaction.Foreign(Name!) + ": ")
            + (Formats.Count == 0 ? "no format" : string.Join(" and ", Formats)) + ")";
}

/// <summary>
/// DescribeLiveRecordTemplates: finds the template that records the requested format. The format is not a parameter of a task.
/// </summary>
internal static class RecordTemplates
{
    private static readonly object CacheKey = new();

    private static readonly string[] Formats = ["flv", "hls", "mp4", "aac", "mp3"];

    /// <summary>Returns the template of a recording; null to use the default of the service.</summary>
    /// <exception cref="LvbException">No template, or several, record only this format. The error lists the templates of the
    /// account.</exception>
    public static async Task<long?> FindAsync(
        Api3Account account, TapeOptions options, OperationContext context, CancellationToken cancellation)
    {
        var isAudio = options.RecordType == "audio";
        if (options.TemplateId is not null || (options.FileFormat is null && !isAudio))
        {
            return options.TemplateId;
        }

        var wanted = options.FileFormat is { } format ? new[] { format } : ["aac", "mp3"];
        if (account.RecordTemplates is { } map && wanted.Where(map.ContainsKey).ToArray() is [var known, ..])
        {
            return map[known];
        }

        var all = await context.Cache.GetAsync(CacheKey, null, () => context.CallAsync(account, Request(), cancellation))
            .ConfigureAwait(false);
        var fitting = all.Where(t => t.Formats is [var only] && Array.IndexOf(wanted, only) >= 0).ToArray();
        return fitting is [var one] ? one.Id : throw Undecided(wanted, fitting, all);
    }

    private static LvbException Undecided(string[] wanted, RecordTemplate[] fitting, IReadOnlyList<RecordTemplate> all)
    {
        var format = string.Join(" or ", wanted);
        return LvbErrors.InvalidArgument(
            fitting.Length > 0
                ? $"The account has {fitting.Length} recording templates that record only {format}: {string.Join(", ", (object[])fitting)}."
                : all.Count == 0 ? "The account has no recording templates."
                : $"The account has no recording template that records only {format}. Existing templates: {string.Join(", ", all)}.",
            "With API 3.0, the recording template determines the format. Specify -TemplateId (if no template fits, create one "
                + "in the console), or set a template for all recordings: "
                + $"Connect-Lvb -RecordTemplate @{{ {wanted[0]} = <template ID> }}.");
    }

    private static Api3Request<IReadOnlyList<RecordTemplate>> Request() => new(
        Api3Action.RecordTemplates, new JsonObject(), static response => response.Objects("Templates").Select(Read).ToArray())
    {
        WhenEmpty = static () => [],
    };

    private static RecordTemplate Read(JsonElement row) => new(
        WireReader.Long(row, "TemplateId") ?? throw new FormatException("TemplateId is missing."),
        WireReader.Text(row, "TemplateName"),
        Formats.Where(f => IsEnabled(row, char.ToUpperInvariant(f[0]) + f.Substring(1) + "Param")).ToArray());

    private static bool IsEnabled(JsonElement row, string name) =>
        WireReader.TryGet(row, name, out var format) && WireReader.Int(format, "Enable") == 1;
}

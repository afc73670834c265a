using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Writes a report on streams as a self-contained HTML file: the account's figures, charts of viewers, bandwidth and bitrate, each stream
/// with its dropouts, current bans, recordings with their addresses, and a note on data that the service no longer keeps.
/// </summary>
[Cmdlet(VerbsData.Export, "LvbReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportLvbReportCommand : LvbStreamViewCmdlet
{
    private static readonly TimeSpan DefaultRange = TimeSpan.FromDays(1);

    private TimeWindow _range;

    /// <summary>The file to write. An existing file is replaced. Without an extension it gets .html.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The push domain of the streams.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Domain", "DomainName")]
    [AllowNull, AllowEmptyString]
    public string? PushDomain { get; set; }

    /// <summary>The path of the push address, usually <c>live</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    public string? AppName { get; set; }

    /// <summary>The start of the range. Default: one day before its end.</summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? StartTime { get; set; }

    /// <summary>The end of the range. Default: now.</summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? EndTime { get; set; }

    /// <summary>The length of the range, for example 12h or 7d; instead of -StartTime.</summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? Last { get; set; }

    /// <summary>The title of the report. Default: the account and the day.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>Opens the report in the browser.</summary>
    [Parameter]
    public SwitchParameter Show { get; set; }

    /// <summary>Emits the report file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override StreamKey Key(string id) => StreamInput.Key(id, PushDomain, AppName);

    /// <inheritdoc/>
    protected override void Check()
    {
        _range = QueryRange.History(this, StartTime, EndTime, Last, DefaultRange);
    }

    /// <inheritdoc/>
    protected override void End()
    {
        var file = new OutputFile(this, Path, ".html");
        if (HasNothingToShow || !ShouldProcess(file.FullName, "Write a report"))
        {
            return;
        }

        file.Check();
        var account = Account.ToString();
        var data = new ReportData(
            Title ?? $"{account}, {_range.End.ToLocalTime():yyyy-MM-dd}",
            account,
            _range,
            DateTimeOffset.Now,
            TimeZoneInfo.Local);
        new ReportReader(this, Calls, Backend, ThrottleLimit).Read(data, AsksForAll ? null : NamedStreams);
        var writer = ReportLoader.Load();
        file.Write(output => writer.WriteReport(data, output));
        foreach (var note in data.Notes)
        {
            WriteVerbose(note);
        }

        if (PassThru)
        {
            WriteObject(new FileInfo(file.FullName));
        }

        if (Show && !Browser.TryOpen(file.FullName))
        {
            WriteWarning($"The browser could not be started. Open the report yourself: {PrintableText.Of(file.FullName)}");
        }
    }
}

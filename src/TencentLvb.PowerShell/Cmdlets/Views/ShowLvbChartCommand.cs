using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Draws figures over time as text: a series for each stream (the eight with the highest peaks), with units, local times, the newest and
/// highest values, and gaps where nothing was measured. The text contains no escape sequences, so that it can be written to a file, an
/// email or a transcript. Sends nothing.
/// </summary>
[Cmdlet(VerbsCommon.Show, "LvbChart")]
[OutputType(typeof(string))]
public sealed class ShowLvbChartCommand : LvbCmdlet
{
    private const int DefaultWidth = 80;

    private ChartPoints? _points;

    /// <summary>
    /// Points of the histories, or live figures collected over time. Rows of a CSV or JSON file are also accepted: they are read by
    /// property name.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>The figure to draw. Default: viewers or, if the points have none, the bitrate.</summary>
    [Parameter]
    [ValidateSet("Online", "BandwidthMbps", "TrafficMB", "Fps", "BitrateBps")]
    public string? Property { get; set; }

    /// <summary>The maximum line length in columns. Default: the width of the window, or 80 if there is none.</summary>
    [Parameter]
    [ValidateRange(40, 1000)]
    public int? Width { get; set; }

    /// <summary>
    /// The number of lines of the chart, including its header and time axis. The legend of several streams is added below. Default: 12.
    /// </summary>
    [Parameter]
    [ValidateRange(8, 200)]
    public int Height { get; set; } = 12;

    /// <summary>Uses only ASCII characters. This is the default if the console's output encoding lacks the others.</summary>
    [Parameter]
    public SwitchParameter Ascii { get; set; }

    /// <inheritdoc/>
    protected override void Begin() => _points = new ChartPoints(Property);

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var point in InputObject)
        {
            if (_points!.Add(point) is { } error)
            {
                WriteError(error, point.BaseObject is PSCustomObject ? point : point.BaseObject);
            }
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        var series = _points!.Series();
        if (series.Count == 0)
        {
            WriteVerbose("The points contain no values: there is nothing to draw.");
            return;
        }

        var isAscii = MyInvocation.BoundParameters.ContainsKey(nameof(Ascii)) ? Ascii.IsPresent : !TerminalEncoding.Has(TextChart.AllMarks);
        var options = new TextChartOptions(Width ?? WindowWidth(), Height, isAscii, TimeZoneInfo.Local, DateTimeOffset.Now);
        foreach (var line in new TextChart(_points.Quantity!, series, options).Lines())
        {
            WriteObject(line);
        }
    }

    // One column less than the window, because some consoles wrap a full line.
    private int WindowWidth()
    {
        try
        {
            var width = Host.UI?.RawUI?.WindowSize.Width ?? 0;
            return width > 40 ? width - 1 : DefaultWidth;
        }
        catch (Exception e) when (
            e is System.Management.Automation.Host.HostException or NotImplementedException or InvalidOperationException or IOException)
        {
            return DefaultWidth;
        }
    }
}

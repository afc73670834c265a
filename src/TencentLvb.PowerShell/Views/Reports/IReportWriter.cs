namespace TencentLvb.Views;

/// <summary>Writes the pages of reports. What does it lies in an assembly of its own, which is loaded by the first page.</summary>
internal interface IReportWriter
{
    /// <summary>Writes a report as one HTML page that needs nothing else.</summary>
    void WriteReport(ReportData data, TextWriter output);

    /// <summary>Writes the page of a dashboard, which asks the server that it came from for the rest.</summary>
    void WriteDashboard(ReportData data, TimeSpan interval, TextWriter output);

    /// <summary>Writes what a dashboard shows, to be put into its page.</summary>
    void WriteContent(ReportData data, TextWriter output);

    /// <summary>The content security policy of a dashboard's page.</summary>
    string DashboardPolicy { get; }
}

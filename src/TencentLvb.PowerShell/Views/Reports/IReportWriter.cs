namespace TencentLvb.Views;

/// <summary>Writes the pages of reports. The implementation is in a separate assembly, which is loaded with the first page.</summary>
internal interface IReportWriter
{
    /// <summary>Writes a report as one self-contained HTML page.</summary>
    void WriteReport(ReportData data, TextWriter output);

    /// <summary>Writes the page of a dashboard, which requests the rest from its server.</summary>
    void WriteDashboard(ReportData data, TimeSpan interval, TextWriter output);

    /// <summary>Writes the content of a dashboard, which is inserted into its page.</summary>
    void WriteContent(ReportData data, TextWriter output);

    /// <summary>Gets the content security policy of a dashboard page.</summary>
    string DashboardPolicy { get; }
}

using System.Reflection;

namespace TencentLvb.Views;

/// <summary>Loads the report writer from its assembly in the same folder with the first report.</summary>
internal static class ReportLoader
{
    private const string FileName = "TencentLvb.Report.dll";
    private const string WriterName = "TencentLvb.Report.ReportWriter";

    public static IReportWriter Load()
    {
        var folder = Path.GetDirectoryName(typeof(ReportLoader).Assembly.Location)!;
        var writer = Assembly.LoadFrom(Path.Combine(folder, FileName)).GetType(WriterName, throwOnError: true)!;
        return (IReportWriter)Activator.CreateInstance(writer)!;
    }
}

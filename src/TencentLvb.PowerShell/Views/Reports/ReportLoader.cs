using System.Reflection;

namespace TencentLvb.Views;

/// <summary>Loads what writes reports from the assembly beside this one, with the first report and not before.</summary>
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

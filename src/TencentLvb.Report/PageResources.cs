using System.Security.Cryptography;
using System.Text;

namespace TencentLvb.Report;

/// <summary>Provides the style sheet and the scripts of the pages, and the content security policies that allow only these.</summary>
internal static class PageResources
{
    public static string Style { get; } = Read("report.css");

    public static string Script { get; } = Read("report.js");

    public static string DashboardScript { get; } = Read("report.js") + Read("dashboard.js");

    /// <summary>Gets the policy of a report: nothing is fetched, and only its own script runs.</summary>
    public static string ReportPolicy { get; } = Policy(Script);

    /// <summary>Gets the policy of a dashboard: figures are fetched from the server of the page.</summary>
    public static string DashboardPolicy { get; } = Policy(DashboardScript) + "; connect-src 'self'; frame-ancestors 'none'";

    private static string Policy(string script) =>
        $"default-src 'none'; style-src {Hash(Style)}; script-src {Hash(script)}; base-uri 'none'; form-action 'none'";

    private static string Hash(string text)
    {
        using var sha = SHA256.Create();
        return $"'sha256-{Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(text)))}'";
    }

    // With line feeds only, because a browser normalizes line endings before it calculates the hash.
    private static string Read(string name)
    {
        using var stream = typeof(PageResources).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }
}

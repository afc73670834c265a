using System.Diagnostics;
using System.IO.Pipes;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace TencentLvb.Specs;

/// <summary>A message of Pester: the tests of a file, or the result of a test.</summary>
internal sealed record SpecMessage(string File, string Name, SpecTest[]? Tests, string Outcome, double Milliseconds, string Message,
    string Trace, int Id = -1);

internal sealed record SpecTest(int Id, string Name, int Line, string[] Tags);

/// <summary>A pwsh in which Pester finds the specs and runs the selected ones.</summary>
internal static class SpecSession
{
    /// <summary>Handles each message. For the tests of a file, the handler returns the IDs of those to run.</summary>
    /// <exception cref="IOException">pwsh or Pester ended with an error.</exception>
    public static void Run(XElement? settings, Func<SpecMessage, IEnumerable<int>?> handle, CancellationToken stop)
    {
        var name = $"lvb-specs-{Guid.NewGuid()}";
        var pester = Path.Combine(Metadata("PesterFolder"), settings?.Element("Version")?.Value ?? Metadata("PesterVersion"), "tools",
            "Pester.psd1");
        var command = $"Import-Module {Quote(Path.Combine(AppContext.BaseDirectory, "Bridge.psm1"))} -ArgumentList {Quote(pester)}, "
            + $"{Quote(name)} -ErrorAction Stop; "
            + $"Invoke-Pester -Configuration @{{ Run = @{{ Path = {Quote(settings?.Element("Path")?.Value ?? Metadata("Specs"))} }}; "
            + $"Output = @{{ Verbosity = 'None' }} }}";
        using var pipe = new NamedPipeServerStream(name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
        using var process = new Process
        {
            StartInfo = new(Metadata("DotNet"), [Metadata("Pwsh"), "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass",
                "-Command", command])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["NO_COLOR"] = "1", ["POWERSHELL_TELEMETRY_OPTOUT"] = "1" },
            },
        };
        var errors = new StringBuilder();
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var stopping = stop.Register(() => process.Kill(entireProcessTree: true));

        var ended = process.WaitForExitAsync(CancellationToken.None);
        if (Task.WaitAny([pipe.WaitForConnectionAsync(stop), ended], CancellationToken.None) == 0)
        {
            using var reader = new StreamReader(pipe, leaveOpen: true);
            using var writer = new StreamWriter(pipe, leaveOpen: true) { AutoFlush = true };
            while (reader.ReadLine() is { } line)
            {
                if (handle(JsonSerializer.Deserialize<SpecMessage>(line)!) is { } chosen)
                {
                    writer.WriteLine(JsonSerializer.Serialize(chosen));
                }
            }
        }

        ended.Wait(CancellationToken.None);
        if (process.ExitCode != 0)
        {
            throw new IOException($"The pwsh of the specs ended with exit code {process.ExitCode}.\n{errors}");
        }
    }

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Metadata(string key) =>
        typeof(SpecSession).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}

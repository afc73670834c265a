using System.Xml.Linq;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;

namespace TencentLvb.Specs;

/// <summary>Shows each It of tests/Pester to the test platform as a separate test.</summary>
[FileExtension(".dll")]
[DefaultExecutorUri(Address)]
[ExtensionUri(Address)]
public sealed class SpecAdapter : ITestDiscoverer, ITestExecutor, IDisposable
{
    private const string Address = "executor://tencentlvb.specs";

    // The properties of `dotnet test --filter`.
    private static readonly Dictionary<string, Func<TestCase, object>> Properties = new(StringComparer.OrdinalIgnoreCase)
    {
        ["FullyQualifiedName"] = test => test.FullyQualifiedName,
        ["DisplayName"] = test => test.DisplayName,
        ["Name"] = test => test.DisplayName,
        ["Category"] = test => test.Traits.Select(trait => trait.Value).ToArray(),
    };

    private readonly HashSet<string> _names = [];
    private readonly CancellationTokenSource _cancel = new();

    public void DiscoverTests(IEnumerable<string> sources, IDiscoveryContext discoveryContext, IMessageLogger logger,
        ITestCaseDiscoverySink discoverySink)
    {
        if (sources.Any(IsOurs))
        {
            SpecSession.Run(Settings(discoveryContext), List, _cancel.Token);
        }

        IEnumerable<int>? List(SpecMessage message)
        {
            Array.ForEach(message.Tests ?? [], test => discoverySink.SendTestCase(Case(message.File, test.Name, test.Line, test.Tags)));
            return message.Tests is null ? null : [];
        }
    }

    public void RunTests(IEnumerable<TestCase>? tests, IRunContext? runContext, IFrameworkHandle? frameworkHandle)
    {
        var names = tests!.Select(test => test.FullyQualifiedName).ToHashSet();
        Run(test => names.Contains(test.FullyQualifiedName), runContext!, frameworkHandle!);
    }

    public void RunTests(IEnumerable<string>? sources, IRunContext? runContext, IFrameworkHandle? frameworkHandle)
    {
        if (sources!.Any(IsOurs))
        {
            var filter = runContext!.GetTestCaseFilter(Properties.Keys, _ => null);
            Run(test => filter?.MatchTestCase(test, name => Properties.GetValueOrDefault(name)?.Invoke(test)) ?? true, runContext,
                frameworkHandle!);
        }
    }

    public void Cancel() => _cancel.Cancel();

    public void Dispose() => _cancel.Dispose();

    private void Run(Func<TestCase, bool> isChosen, IRunContext context, IFrameworkHandle recorder)
    {
        var waiting = new Dictionary<int, TestCase>();
        var reason = "Pester ended without a word about this test.";
        try
        {
            SpecSession.Run(Settings(context), Handle, _cancel.Token);
        }
        catch (IOException e) when (!_cancel.IsCancellationRequested)
        {
            reason = e.Message;
            waiting.TryAdd(-1, Case("Session", "ends well", 0, []));
        }

        foreach (var test in waiting.Values)
        {
            recorder.RecordResult(new TestResult(test) { Outcome = TestOutcome.Failed, ErrorMessage = reason });
        }

        IEnumerable<int>? Handle(SpecMessage message)
        {
            if (message.Tests is { } tests)
            {
                var chosen = tests.Select(test => (test.Id, Case: Case(message.File, test.Name, test.Line, test.Tags)))
                    .Where(test => isChosen(test.Case)).ToList();
                chosen.ForEach(test => waiting.Add(test.Id, test.Case));
                return chosen.Select(test => test.Id);
            }

            // A failure that belongs to no test is reported whatever the filter, because a selected test may be missing.
            var ended = waiting.Remove(message.Id, out var known) ? known : Case(message.File, message.Name, 1, []);
            recorder.RecordResult(new TestResult(ended)
            {
                Outcome = Enum.Parse<TestOutcome>(message.Outcome),
                Duration = TimeSpan.FromMilliseconds(message.Milliseconds),
                ErrorMessage = message.Message,
                ErrorStackTrace = message.Trace,
            });
            return null;
        }
    }

    private TestCase Case(string file, string name, int line, IEnumerable<string> tags)
    {
        var full = $"{Path.GetFileName(file).Replace(".Tests.ps1", "", StringComparison.Ordinal)}: {name}";
        for (var (first, n) = (full, 2); !_names.Add(full); n++)
        {
            full = $"{first} ({n})";
        }

        var test = new TestCase($"TencentLvb.Specs.{full}", new Uri(Address), typeof(SpecAdapter).Assembly.Location)
        {
            DisplayName = full,
            CodeFilePath = file,
            LineNumber = line,
        };
        test.Traits.AddRange(tags.Select(tag => new Trait("Category", tag)));
        return test;
    }

    private static bool IsOurs(string source) => Path.GetFileName(source) == Path.GetFileName(typeof(SpecAdapter).Assembly.Location);

    // dotnet test -- Pester.Version=6.2.0 Pester.Path=...
    private static XElement? Settings(IDiscoveryContext context) => context.RunSettings?.SettingsXml is { } xml
        ? XElement.Parse(xml).Element("Pester") : null;
}

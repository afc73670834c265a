using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace TencentLvb.SpecRunner;

/// <summary>One spec file: described once, and run whole, once, in the same fresh runspace, when its first result is asked for.</summary>
internal sealed class SpecFile
{
    private const string Wrapper = """
        {
            param($__spec, $__before, $__after)
            try { foreach ($__step in $__before) { . $__step }; do { . $__spec.Body $__spec } until ($true) } catch { & $__spec.Fail $__spec $_ }
            try { foreach ($__step in $__after) { . $__step } } catch { & $__spec.Fail $__spec $_ }
        }
        """;

    private readonly Runspace _runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
    private readonly string _name;
    private PSObject? _toRun;

    public SpecFile(string path)
    {
        _name = Path.GetFileName(path).Replace(".Tests.ps1", "", StringComparison.Ordinal);
        _runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        _runspace.Open();
        Invoke("""Import-Module "$($args[0])/Spec.psm1", "$($args[0])/Should.psm1" -ErrorAction Stop""", AppContext.BaseDirectory);
        try
        {
            var root = Invoke("New-SpecFile", path).Single();
            Invoke("try { $null = & $args[0] } catch { throw $_ }", path);
            Tests = [.. Invoke("Get-SpecTest $args[0]", _toRun = root).Select(t => new SpecTest(t))];
        }
        catch (RuntimeException e)
        {
            // A file that breaks before its tests are known is one failing test.
            Tests = [new SpecTest(Invoke("($broken = New-Spec -Name discovery -Body {}); Set-Failure $broken $args[0]", e.ErrorRecord).Single())];
        }
    }

    public IReadOnlyList<SpecTest> Tests { get; }

    public string DisplayName(SpecTest test) => $"{_name}: {test.Name}";

    public SpecTest Result(int index)
    {
        if (_toRun is { } root)
        {
            _toRun = null;
            var drive = Directory.CreateTempSubdirectory("spec-").FullName;
            _runspace.SessionStateProxy.SetVariable("TestDrive", drive);
            Invoke($"Invoke-Spec $args[0] {Wrapper}", root);
            Directory.Delete(drive, recursive: true);
            _runspace.Dispose();
        }

        return Tests[index];
    }

    private Collection<PSObject> Invoke(string script, object argument)
    {
        var before = Runspace.DefaultRunspace;
        Runspace.DefaultRunspace = _runspace;
        using var ps = PowerShell.Create(_runspace);
        var output = ps.AddScript(script).AddArgument(argument).Invoke();
        Runspace.DefaultRunspace = before;
        return output;
    }
}

/// <summary>An It as Spec.psm1 keeps it, with what came of it.</summary>
internal sealed record SpecTest(PSObject Spec)
{
    public string Name => Text("FullName")!;

    public string? Skipped => Text("Skipped");

    public string? Failure => Text("Failure");

    public string? Trace => Text("Trace");

    private string? Text(string property) => Spec.Properties[property].Value?.ToString() is { Length: > 0 } text ? text : null;
}

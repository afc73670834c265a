using System.Diagnostics;
using System.Text;

namespace TencentLvb.Unit.Views;

/// <summary>A PowerShell in its own terminal, created by <c>script</c> of util-linux: keys go in, and a screen comes out. <c>stty</c> sets
/// and reads sizes and modes.</summary>
internal sealed class PseudoTerminal : IDisposable
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("lvb-pty-").FullName;
    private readonly Process _process;
    private readonly StringBuilder _all = new();
    private readonly ScreenModel _screen;

    /// <param name="width">Columns.</param>
    /// <param name="height">Lines.</param>
    /// <param name="script">The script that PowerShell runs; <c>$here</c> is a folder of the test.</param>
    /// <param name="environment">Additional environment variables.</param>
    public PseudoTerminal(int width, int height, string script, params (string Name, string Value)[] environment)
    {
        _screen = new ScreenModel(width, height);
        File.WriteAllText(Path.Combine(_folder, "run.ps1"), $"""
            $here = '{_folder}'
            Import-Module '{Repository.StagedModule}'
            Start-LvbEmulator -SampleData | Connect-Lvb
            {script}
            """);
        File.WriteAllText(Path.Combine(_folder, "run.sh"), $"""
            trap : INT
            stty rows {height} cols {width}
            tty > '{_folder}/tty'
            stty -a > '{_folder}/before'
            '{Repository.DotNet}' '{Repository.Pwsh}' -NoProfile -NoLogo -File '{_folder}/run.ps1'
            stty -a > '{_folder}/after'
            echo THE-END
            """);
        var start = new ProcessStartInfo("script", ["-qfec", $"sh '{_folder}/run.sh'", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment.Remove("NO_COLOR");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _ = Task.Run(ReadAsync);
    }

    /// <summary>Why no pseudo terminal is available; null when one is.</summary>
    public static string? Missing =>
        !OperatingSystem.IsLinux() ? "The test makes its terminal with script of util-linux."
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(f => File.Exists(Path.Combine(f, "script"))) ? null
        : "There is no script command here.";

    public IReadOnlyList<string> Lines => Locked(() => _screen.Lines);

    public bool IsOnSecondScreen => Locked(() => _screen.IsOnSecondScreen);

    public bool HasCursor => Locked(() => _screen.HasCursor);

    /// <summary>Everything that was written, including escape sequences.</summary>
    public string All => Locked(() => _all.ToString());

    public string Folder => _folder;

    public void Send(string keys)
    {
        _process.StandardInput.Write(keys);
        _process.StandardInput.Flush();
    }

    public void Resize(int width, int height)
    {
        var tty = File.ReadAllText(Path.Combine(_folder, "tty")).Trim();
        Locked(() =>
        {
            _screen.Resize(width, height);
            return true;
        });
        using var stty = Process.Start("stty", ["-F", tty, "rows", $"{height}", "cols", $"{width}"]);
        stty.WaitForExit();
    }

    /// <summary>Waits until the screen meets a condition, and returns how long that took.</summary>
    public async Task<TimeSpan> Until(Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < TimeLimit, "The screen is:\n" + string.Join("\n", Lines));
            await Task.Delay(5);
        }

        return clock.Elapsed;
    }

    /// <summary>The modes of the terminal before PowerShell ran and afterwards.</summary>
    public async Task<(string Before, string After)> ModesAsync()
    {
        await Until(() => All.Contains("THE-END", StringComparison.Ordinal));
        return (await File.ReadAllTextAsync(Path.Combine(_folder, "before")), await File.ReadAllTextAsync(Path.Combine(_folder, "after")));
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ReadAsync()
    {
        var buffer = new char[4096];
        while (await _process.StandardOutput.ReadAsync(buffer) is var count and > 0)
        {
            Locked(() =>
            {
                _all.Append(buffer, 0, count);
                _screen.Write(new string(buffer, 0, count));
                return true;
            });
        }
    }

    private T Locked<T>(Func<T> action)
    {
        lock (_all)
        {
            return action();
        }
    }
}

namespace TencentLvb.Shell;

/// <summary>What the command line asks for: a script with its arguments, a command, or a prompt.</summary>
internal sealed class Options
{
    public const string Usage = """
        A small PowerShell host with the TencentLvb module imported.

          dotnet run --project tools/Shell -- script.ps1 [arguments]   run a script
          dotnet run --project tools/Shell -- -Command '...'           run a command
          dotnet run --project tools/Shell                             a prompt

          -NonInteractive   never ask: whatever would prompt fails instead
          -Help             this text

        The exit code is 1 when an error ended the script, else the script's own.
        """;

    public string? ScriptPath { get; private set; }

    public IReadOnlyList<string> Arguments { get; private set; } = [];

    public string? Command { get; private set; }

    public bool NonInteractive { get; private set; }

    public bool Help { get; private set; }

    public static Options Parse(string[] args)
    {
        var options = new Options();
        for (var i = 0; i < args.Length; i++)
        {
            var arg = args[i];
            if (!arg.StartsWith('-') || Is(arg, "File", "f"))
            {
                i += arg.StartsWith('-') ? 1 : 0;
                options.ScriptPath = i < args.Length ? args[i] : throw new ArgumentException("-File needs the path of a script.");
                options.Arguments = args[(i + 1)..];
                return options;
            }

            if (Is(arg, "Command", "c"))
            {
                var text = string.Join(' ', args[(i + 1)..]);
                options.Command = text.Length > 0 ? text : throw new ArgumentException("-Command needs the text to run.");
                return options;
            }

            if (Is(arg, "NonInteractive", "noni"))
            {
                options.NonInteractive = true;
            }
            else if (Is(arg, "Help", "h", "?"))
            {
                options.Help = true;
            }
            else if (!Is(arg, "NoProfile", "nop") && !Is(arg, "NoLogo", "nol"))
            {
                // Those two are habits from pwsh; here there is neither a profile nor a logo.
                throw new ArgumentException($"Unknown option '{arg}'.{Environment.NewLine}{Usage}");
            }
        }

        return options;
    }

    private static bool Is(string arg, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (arg.TrimStart('-').Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}

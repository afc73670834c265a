using System.Management.Automation.Host;

namespace TencentLvb.Secrets;

/// <summary>Whether anybody is there to answer when something asks.</summary>
internal static class Interactivity
{
    /// <summary>False in services and jobs, with <c>-NonInteractive</c>, with input that is no terminal, and in a runspace without a
    /// host.</summary>
    public static bool SomebodyCanAnswer(PSHost? host) =>
        host is not null && SomebodyCanAnswer(host.Name, Environment.UserInteractive, Environment.GetCommandLineArgs(), IsInputRedirected);

    /// <summary>The decision alone.</summary>
    internal static bool SomebodyCanAnswer(string hostName, bool isUserInteractive, string[] commandLine, Func<bool> isInputRedirected)
        => hostName switch
    {
        "Default Host" => false,
        // These ask in windows of their own; what their process was started with says nothing.
        "Windows PowerShell ISE Host" or "Visual Studio Code Host" => true,
        _ => isUserInteractive && !SaysNonInteractive(commandLine) && !isInputRedirected(),
    };

    // The switch, in any of the lengths that PowerShell takes, before the script or the command.
    private static bool SaysNonInteractive(string[] commandLine)
    {
        for (var i = 1; i < commandLine.Length; i++)
        {
            var argument = commandLine[i];
            if (argument.Length < 2 || argument[0] is not ('-' or '/'))
            {
                continue;
            }

            var name = argument.Substring(argument.StartsWith("--", StringComparison.Ordinal) ? 2 : 1);
            if (name.Length >= 4 && "NonInteractive".StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }

            if (IsPrefix(name, "File") || IsPrefix(name, "Command") || IsPrefix(name, "CommandWithArgs")
                || string.Equals(name, "cwa", StringComparison.OrdinalIgnoreCase))
            {
                // What follows belongs to the script.
                return false;
            }
        }

        return false;
    }

    private static bool IsPrefix(string name, string parameter) =>
        name.Length > 0 && parameter.StartsWith(name, StringComparison.OrdinalIgnoreCase);

    private static bool IsInputRedirected()
    {
        try
        {
            return Console.IsInputRedirected;
        }
        catch (Exception e) when (e is System.IO.IOException or InvalidOperationException or PlatformNotSupportedException)
        {
            return true;
        }
    }
}

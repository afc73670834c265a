using System.Management.Automation.Host;

namespace TencentLvb.Secrets;

/// <summary>Determines whether a user can answer a prompt.</summary>
internal static class Interactivity
{
    /// <summary>
    /// Returns false in services and jobs, with <c>-NonInteractive</c>, if input is not a terminal, and in a runspace without a host.
    /// </summary>
    public static bool CanPrompt(PSHost? host) =>
        host is not null && CanPrompt(host.Name, Environment.UserInteractive, Environment.GetCommandLineArgs(), IsInputRedirected);

    /// <summary>Makes the decision from given values.</summary>
    internal static bool CanPrompt(string hostName, bool isUserInteractive, string[] commandLine, Func<bool> isInputRedirected)
        => hostName switch
    {
        "Default Host" => false,
        // These hosts prompt in their own windows. The arguments of their process are not relevant.
        "Windows PowerShell ISE Host" or "Visual Studio Code Host" => true,
        _ => isUserInteractive && !HasNonInteractiveSwitch(commandLine) && !isInputRedirected(),
    };

    // Finds the switch, in any of the abbreviations that PowerShell accepts, before the script or the command.
    private static bool HasNonInteractiveSwitch(string[] commandLine)
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
                // The remaining arguments belong to the script.
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

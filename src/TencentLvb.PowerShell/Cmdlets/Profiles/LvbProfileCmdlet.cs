using System.Management.Automation;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>What the cmdlets over profiles have in common: the file, and errors that say what to do.</summary>
public abstract class LvbProfileCmdlet : LvbCmdlet
{
    private protected LvbProfileCmdlet()
    {
    }

    /// <summary>The file that holds the profiles.</summary>
    internal ProfileFile File => ProfileChoice.FindFile(this) ?? throw ProfileErrors.NoPlace();

    private protected override object? ErrorTarget(LvbException error) =>
        MyInvocation.BoundParameters.TryGetValue("Name", out var name) ? name : null;

    /// <summary>The name, if a profile can be called so.</summary>
    internal static string CheckName(string name) =>
        string.IsNullOrWhiteSpace(name) || name.Trim() != name || !PrintableText.IsSafe(name)
            || WildcardPattern.ContainsWildcardCharacters(name)
            ? throw LvbErrors.InvalidArgument(
                $"'{name}' is not a valid profile name.",
                "Specify a name without * ? [ and ], leading or trailing spaces and control characters, for example production.")
            : name;
}

using System.Management.Automation;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>The base class of the cmdlets for profiles: provides the file, and errors with a recommended action.</summary>
public abstract class LvbProfileCmdlet : LvbCmdlet
{
    private protected LvbProfileCmdlet()
    {
    }

    /// <summary>Gets the file that holds the profiles.</summary>
    internal ProfileFile File => ProfileChoice.FindFile(this) ?? throw ProfileErrors.NoPlace();

    private protected override object? ErrorTarget(LvbException error) =>
        MyInvocation.BoundParameters.TryGetValue("Name", out var name) ? name : null;

    /// <summary>Returns the name if it is a valid profile name.</summary>
    internal static string CheckName(string name) =>
        string.IsNullOrWhiteSpace(name) || name.Trim() != name || !PrintableText.IsSafe(name)
            || WildcardPattern.ContainsWildcardCharacters(name)
            ? throw LvbErrors.InvalidArgument(
                $"'{name}' is not a valid profile name.",
                "Specify a name without * ? [ ], leading or trailing spaces, or control characters, for example production.")
            : name;
}

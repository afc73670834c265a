using System.Collections.ObjectModel;
using System.Management.Automation;

namespace TencentLvb.Secrets;

/// <summary>
/// Reads a secret with SecretManagement's <c>Get-Secret</c>, on the pipeline thread. Without a vault it searches all of them, starting
/// with the default one, as Get-Secret does. It calls each by name, so that it is known which vault returned the key, and which could not
/// be read.
/// </summary>
internal static class SecretReader
{
    private const string GetSecret = "Get-Secret";
    private const string GetVault = "Get-SecretVault";

    /// <summary>Returns the content of a secret, and its vault.</summary>
    /// <param name="cmdlet">The cmdlet that requires the key. The calls are made on its pipeline thread.</param>
    /// <param name="name">The name of the secret.</param>
    /// <param name="vault">The vault; null to search all vaults.</param>
    /// <param name="stop">Ends the wait when the cmdlet is stopped.</param>
    /// <exception cref="LvbException">There is no such secret, or it could not be read; the error gives the reason and the recommended
    /// action.</exception>
    public static FoundSecret Find(PSCmdlet cmdlet, string name, string? vault, CancellationToken stop)
    {
        // This also loads the module if necessary.
        var command = Command(cmdlet, GetSecret) ?? throw SecretErrors.ModuleMissing(name);
        try
        {
            using var shell = SecretShell.For(cmdlet, command.Module, stop);
            var vaults = vault is null && Command(cmdlet, GetVault) is not null ? Vaults(shell) : [];
            return vaults.Count > 1 ? Search(shell, name, vaults) : Ask(shell, name, vault, vaults.Count == 1 ? vaults[0] : null);
        }
        catch (SilentVaultException silent)
        {
            throw SecretErrors.VaultSilent(name, vault, silent.Waited);
        }
    }

    private static CommandInfo? Command(PSCmdlet cmdlet, string name) =>
        cmdlet.InvokeCommand.GetCommand(SecretErrors.Module + "\\" + name, CommandTypes.Cmdlet | CommandTypes.Function);

    private static FoundSecret Ask(SecretShell shell, string name, string? vault, string? onlyVault)
    {
        var output = shell.Run(GetSecret, ("Name", name), ("Vault", vault));
        if (output.Values.Count == 0 && output.Error is { } error)
        {
            throw SecretErrors.From(error, output.Thrown!, name, vault);
        }

        var warning = vault is null && output.Error is { } failed && SecretErrors.From(failed, output.Thrown!, name, vault) is var other
            ? SecretErrors.FoundElsewhere(name, other, null, null)
            : null;
        return new FoundSecret(output.Values, vault ?? onlyVault, warning);
    }

    private static FoundSecret Search(SecretShell shell, string name, List<string> vaults)
    {
        LvbException? failure = null;
        string? failed = null;
        foreach (var vault in vaults)
        {
            var output = shell.Run(GetSecret, ("Name", name), ("Vault", vault));
            if (output.Values.Any(v => v is not null))
            {
                return new FoundSecret(output.Values, vault, failure is null ? null : SecretErrors.FoundElsewhere(name, failure,
                    failed, vault));
            }

            if (output.Error is { } error
                && SecretErrors.From(error, output.Thrown!, name, vault) is { ErrorId: not SecretErrors.SecretNotFoundId } other)
            {
                failed ??= vault;
                failure ??= other;
            }
        }

        throw failure ?? SecretErrors.SecretNotFound(name, null);
    }

    // In the order in which Get-Secret searches them: the default one first.
    private static List<string> Vaults(SecretShell shell)
    {
        var output = shell.Run(GetVault);
        return output.Error is not null
            ? []
            : output.Values.Where(v => v is not null)
                .Select(v => (Name: v.Properties["Name"]?.Value as string, IsDefault: v.Properties["IsDefault"]?.Value is true))
                .Where(v => !string.IsNullOrEmpty(v.Name))
                .OrderBy(v => v.IsDefault ? 0 : 1)
                .Select(v => v.Name!)
                .ToList();
    }
}

/// <summary>Represents the content of a secret, and its vault.</summary>
/// <param name="Values">The output of Get-Secret.</param>
/// <param name="Vault">The vault; null if it is not known.</param>
/// <param name="Warning">Why the key may differ next time; null if there is no reason.</param>
internal sealed record FoundSecret(Collection<PSObject> Values, string? Vault, string? Warning);

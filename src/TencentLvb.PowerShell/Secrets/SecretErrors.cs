using System.Management.Automation;
using System.Management.Automation.Host;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace TencentLvb.Secrets;

/// <summary>Creates the errors of reading the secret that holds a key, each with the command that helps.</summary>
internal static class SecretErrors
{
    private static readonly Regex InvalidType = new(@"is of invalid type '([^']{1,200})'\s*\z", RegexOptions.CultureInvariant);

    public const string Module = "Microsoft.PowerShell.SecretManagement";
    public const string ModuleMissingId = "LvbSecretManagementMissing";
    public const string SecretNotFoundId = "LvbKeySecretNotFound";
    public const string VaultNotFoundId = "LvbKeyVaultNotFound";
    public const string VaultLockedId = "LvbKeyVaultLocked";
    public const string VaultFailedId = "LvbKeyVaultFailed";
    public const string SecretTypeId = "LvbKeySecretType";

    public static LvbException ModuleMissing(string name) => new(
        ModuleMissingId,
        $"The secret '{name}' cannot be read: the module {Module} is not installed.",
        $"Install it: Install-Module {Module}, Microsoft.PowerShell.SecretStore -Scope CurrentUser. Or connect without it: Connect-Lvb "
            + "-AppId <your APPID> -Key (Read-Host -AsSecureString).");

    public static LvbException SecretNotFound(string name, string? vault) => new(
        SecretNotFoundId,
        $"There is no secret '{name}' {In(vault)}.",
        $"Store the key: Set-Secret -Name {CommandText.Quote(name)}{VaultParameter("-Vault", vault)} "
            + "-Secret (Read-Host -AsSecureString). Get-SecretInfo lists the existing secrets.");

    public static LvbException VaultSilent(string name, string? vault, TimeSpan waited) => new(
        VaultFailedId,
        $"The secret '{name}' could not be read: {TheVault(vault)} did not respond within {LvbErrors.Seconds(waited)}.",
        $"Test the vault separately: Test-SecretVault{VaultParameter("-Name", vault)}; Get-Secret -Name "
            + $"{CommandText.Quote(name)}{VaultParameter("-Vault", vault)}.");

    /// <summary>Creates the warning that a vault with precedence could not be read, so that another key may be found next time.</summary>
    public static string FoundElsewhere(string name, LvbException failure, string? failed, string? found) =>
        $"{failure.Message} The key was read from {(found is null ? "another vault" : $"the vault '{found}'")}. "
            + $"The key in use depends on which vault responds: specify the vault "
            + $"({(failed is null || found is null ? "-Vault" : $"-Vault {CommandText.Quote(failed)} or {CommandText.Quote(found)}")}).";

    public static LvbException WrongType(string name, string? vault, string found) => new(
        SecretTypeId,
        $"The secret '{name}'{(vault is null ? "" : " " + In(vault))} is {found}. It must be a SecureString, a string, a "
            + "PSCredential whose password is the key, or a hashtable with a Key entry (API 3.0: SecretKey).",
        StoreAgain(name, vault));

    /// <summary>Returns the error of a secret of a valid type whose content cannot be used.</summary>
    /// <param name="name">The name of the secret.</param>
    /// <param name="vault">The vault; null for all.</param>
    /// <param name="content">What the secret contains, as the end of a sentence that begins with "The secret".</param>
    /// <param name="advice">The recommended action.</param>
    public static LvbException WrongContent(string name, string? vault, string content, string advice) => new(
        SecretTypeId, $"The secret '{name}'{(vault is null ? "" : " " + In(vault))} contains {content}.", advice);

    /// <summary>Returns the command that stores a key again.</summary>
    public static string StoreAgain(string name, string? vault) =>
        $"Store the key again: Set-Secret -Name {CommandText.Quote(name)}{VaultParameter("-Vault", vault)} -Secret (Read-Host "
            + "-AsSecureString).";

    /// <summary>
    /// Interprets an error of Get-Secret. A locked vault is recognized by the type of the exception, because the error ID depends on how
    /// the command was called.
    /// </summary>
    /// <param name="record">The error.</param>
    /// <param name="thrown">The exception that was thrown. Its record may not lead to its cause.</param>
    /// <param name="name">The name of the secret.</param>
    /// <param name="vault">The vault; null for all.</param>
    public static LvbException From(ErrorRecord record, Exception thrown, string name, string? vault)
    {
        if (IsPrompt(record.Exception) || IsPrompt(thrown))
        {
            return Locked(name, vault, thrown);
        }

        var id = record.FullyQualifiedErrorId ?? "";
        if (id.StartsWith("GetSecretVaultNotFound", StringComparison.OrdinalIgnoreCase))
        {
            return VaultNotFound(name, vault, record.Exception);
        }

        if (id.StartsWith("GetSecretNotFound", StringComparison.OrdinalIgnoreCase) || record.Exception is ItemNotFoundException)
        {
            return SecretNotFound(name, vault);
        }

        // SecretManagement itself refuses types that a vault should not return.
        if (InvalidType.Match(record.Exception.Message) is { Success: true } type)
        {
            return WrongType(name, vault, "of type " + LogRedaction.Foreign(type.Groups[1].Value));
        }

        return new LvbException(
            VaultFailedId,
            $"The secret '{name}' could not be read: {TheVault(vault)} failed "
                + $"({LogRedaction.Foreign(Innermost(record.Exception)).Trim().TrimEnd('.')}).",
            $"{HomeAdvice()}Test the vault separately: Test-SecretVault{VaultParameter("-Name", vault)}; Get-Secret -Name "
            + $"{CommandText.Quote(name)}{VaultParameter("-Vault", vault)}.",
            record.Exception);
    }

    // For "Unable to get secret" or "the type initializer threw", the cause is more informative.
    private static string Innermost(Exception e)
    {
        for (; e.InnerException is { Message.Length: > 0 } inner; e = inner)
        {
        }

        return e.Message;
    }

    private static string HomeAdvice()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        return RuntimeInformation.IsOSPlatform(OSPlatform.Windows) || (Environment.GetEnvironmentVariable("HOME") is { Length: > 0 }
            && CanWrite(home))
            ? ""
            : "SecretManagement stores its list of vaults in the home folder, but HOME is not set or not writable. Set it to "
            + "a writable folder (Environment=HOME=/var/lib/lvb in a "
                + "systemd unit), or connect with -Credential or -Key. ";
    }

    private static bool CanWrite(string folder)
    {
        try
        {
            var path = System.IO.Path.Combine(folder, ".lvb-" + Guid.NewGuid().ToString("N"));
            using var file = new System.IO.FileStream(path, System.IO.FileMode.CreateNew, System.IO.FileAccess.Write,
                System.IO.FileShare.None, 1, System.IO.FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception e) when (e is System.IO.IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    private static bool IsPrompt(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
        {
            // HostException: a prompt was required, but no user can answer it.
            if (e.GetType().Name == "PasswordRequiredException" || e is HostException or PSNotImplementedException)
            {
                return true;
            }
        }

        return false;
    }

    private static LvbException Locked(string name, string? vault, Exception inner) => new(
        VaultLockedId,
        $"The secret '{name}' could not be read: {TheVault(vault)} is locked and requires its password.",
        (vault is null ? "Unlock it first: Unlock-SecretStore"
            : $"Unlock it first: Unlock-SecretVault -Name {CommandText.Quote(vault)}, or, for a SecretStore vault, Unlock-SecretStore")
            + ". For unattended use, pass the password (Unlock-SecretStore -Password), or configure the store not to require one: "
            + "Set-SecretStoreConfiguration -Authentication None -Interaction None.",
        inner);

    private static LvbException VaultNotFound(string name, string? vault, Exception inner) => new(
        VaultNotFoundId,
        $"The secret '{name}' cannot be read: there is no vault named '{vault}'.",
        "Get-SecretVault lists the existing vaults. To create one: "
            + $"Register-SecretVault -Name {CommandText.Quote(vault ?? "SecretStore")} -ModuleName Microsoft.PowerShell.SecretStore.",
        inner);

    private static string In(string? vault) => vault is null ? "in any vault" : $"in the vault '{vault}'";

    private static string TheVault(string? vault) => vault is null ? "a vault" : $"the vault '{vault}'";

    private static string VaultParameter(string parameter, string? vault) => vault is null ? ""
        : $" {parameter} {CommandText.Quote(vault)}";
}

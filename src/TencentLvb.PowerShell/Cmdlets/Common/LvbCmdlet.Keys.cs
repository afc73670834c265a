using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Security;

namespace TencentLvb.Cmdlets.Bases;

// Reads keys and removes invisible characters from them.
public abstract partial class LvbCmdlet
{
    /// <summary>Gets a note on the characters that were removed from the last key; null if there were none.</summary>
    internal string? KeyNote { get; private set; }

    /// <summary>Gets the vault of the last secret that was read; null if it is not known.</summary>
    internal string? KeyVault { get; private set; }

    /// <summary>Reads a key with SecretManagement. Call it on the pipeline thread.</summary>
    /// <exception cref="LvbException">The key could not be read.</exception>
    internal SecureString ReadSecret(string name, string? vault)
    {
        var key = SecretKey.From(Find(name, vault), name, KeyVault, out var note);
        Note(note);
        return key;
    }

    /// <summary>Reads a secret that may also specify the account. Call it on the pipeline thread.</summary>
    /// <exception cref="LvbException">The secret could not be read.</exception>
    internal SecretContent ReadSecretContent(string name, string? vault)
    {
        var content = SecretContent.From(Find(name, vault), name, KeyVault);
        Note(content.Note);
        return content;
    }

    /// <summary>Returns a SecretId that the user specified, without invisible characters at its ends.</summary>
    /// <exception cref="LvbException">It is not a valid SecretId. It is sent in a header, between separators that it must not
    /// contain.</exception>
    internal string CleanSecretId(string given, string source)
    {
        var id = KeyCheck.CleanId(
            given, source, "Specify the SecretId as it appears in the console (Access Management > API keys).", out var note);
        Note(note);
        return KeyCheck.IsSecretId(id) ? id : throw LvbErrors.InvalidArgument(
            $"{source} '{id}' is not a SecretId.",
            "Specify the SecretId as it appears in the console (Access Management > API keys), for example AKIDexample0001.");
    }

    /// <summary>Returns the advice on a key that cannot be used.</summary>
    /// <param name="source">Where the key comes from: a parameter with its hyphen, or the password of one.</param>
    internal static string KeyAdvice(string source) => source switch
    {
        "-SessionToken" => $"Specify the token that was issued with the temporary keys: {source} (Read-Host -AsSecureString).",
        ['-', ..] => $"Specify the key as it appears in the console: {source} (Read-Host -AsSecureString).",
        _ => $"{source} must be the key as it appears in the console.",
    };

    /// <summary>Returns a key that the user specified, without invisible characters at its ends.</summary>
    /// <exception cref="LvbException">It is not a valid key.</exception>
    internal SecureString CleanKey(SecureString key, string source)
    {
        var clean = KeyCheck.Clean(key, source, KeyAdvice(source), out var note);
        Note(note);
        return clean;
    }

    /// <summary>Writes a warning about characters that were removed from a key.</summary>
    internal void Note(string? note)
    {
        KeyNote = note;
        if (note is not null)
        {
            WriteWarning(note);
        }
    }

    private Collection<PSObject> Find(string name, string? vault)
    {
        var found = SecretReader.Find(this, name, vault, StopToken);
        KeyVault = found.Vault;
        if (found.Warning is not null)
        {
            WriteWarning(found.Warning);
        }

        return found.Values;
    }
}

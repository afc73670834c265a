using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Security;

namespace TencentLvb.Cmdlets.Bases;

// How a cmdlet comes by keys: every one is looked through for characters that nobody sees.
public abstract partial class LvbCmdlet
{
    /// <summary>What was cut off at the ends of the key that was read or given last; null for nothing.</summary>
    internal string? KeyNote { get; private set; }

    /// <summary>The vault of the secret that was read last; null when that cannot be told.</summary>
    internal string? KeyVault { get; private set; }

    /// <summary>Reads a key with SecretManagement; call it on the pipeline thread.</summary>
    /// <exception cref="LvbException">The key could not be read.</exception>
    internal SecureString ReadSecret(string name, string? vault)
    {
        var key = SecretKey.From(Find(name, vault), name, KeyVault, out var note);
        Note(note);
        return key;
    }

    /// <summary>Reads a secret that may say whose key it holds; call it on the pipeline thread.</summary>
    /// <exception cref="LvbException">The secret could not be read.</exception>
    internal SecretContent ReadSecretContent(string name, string? vault)
    {
        var content = SecretContent.From(Find(name, vault), name, KeyVault);
        Note(content.Note);
        return content;
    }

    /// <summary>A SecretId that was given itself, without what nobody sees at its ends.</summary>
    /// <exception cref="LvbException">It cannot be one: it goes into a header, between signs that it must not hold itself.</exception>
    internal string CleanSecretId(string given, string source)
    {
        var id = KeyCheck.CleanId(given, source, "Specify it as the console shows it (Access Management > API keys).", out var note);
        Note(note);
        return KeyCheck.IsSecretId(id) ? id : throw LvbErrors.InvalidArgument(
            $"{source} '{id}' is not a SecretId.",
            "Specify it as the console shows it (Access Management > API keys), for example AKID followed by letters and digits.");
    }

    /// <summary>A key that was given itself, without what nobody sees at its ends.</summary>
    /// <exception cref="LvbException">It cannot be a key.</exception>
    internal SecureString CleanKey(SecureString key, string source)
    {
        var clean = KeyCheck.Clean(key, source, "Specify the key as the console shows it, for example (Read-Host -AsSecureString).",
            out var note);
        Note(note);
        return clean;
    }

    /// <summary>Warns of what was cut off at the ends of a key.</summary>
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

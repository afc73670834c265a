using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Security;

namespace TencentLvb.Secrets;

/// <summary>
/// Represents the content of a secret: only a key, or a hashtable or credential that also contains the account. This determines the
/// service: an APPID and a key are for API 2.0, a SecretId and a SecretKey for API 3.0.
/// </summary>
internal sealed class SecretContent
{
    private readonly List<string> _notes = [];

    private SecretContent()
    {
    }

    /// <summary>Gets the APPID in the secret; null if there is none.</summary>
    public long? AppId { get; private set; }

    /// <summary>Gets the key of API 2.0, or a key without an account; null if there is none.</summary>
    public SecureString? Key { get; private set; }

    /// <summary>Gets the SecretId in the secret; null if there is none.</summary>
    public string? SecretId { get; private set; }

    /// <summary>Gets the SecretKey of API 3.0, or a key without an account; null if there is none.</summary>
    public SecureString? SecretKey { get; private set; }

    /// <summary>Gets the session token of temporary keys; null if there is none.</summary>
    public SecureString? Token { get; private set; }

    /// <summary>Gets a note on the characters that were removed from the keys; null if there are none.</summary>
    public string? Note => _notes.Count == 0 ? null : string.Join(" ", _notes);

    /// <summary>
    /// Indicates whether the secret contains an account of API 3.0 and its key. A secret with both pairs counts as API 3.0.
    /// </summary>
    public bool IsApi3 => SecretId is not null && SecretKey is not null;

    /// <summary>Indicates whether the secret contains an account of API 2.0 and its key.</summary>
    public bool IsApi2 => AppId is not null && Key is not null;

    /// <summary>Reads the output of Get-Secret.</summary>
    /// <exception cref="LvbException">There is no secret, or it contains no valid key.</exception>
    public static SecretContent From(IReadOnlyList<PSObject?> values, string name, string? vault)
    {
        var content = new SecretContent();
        switch (values.Count == 1 ? values[0]?.BaseObject : null)
        {
            case PSCredential credential:
                content.Take(credential, name, vault);
                break;
            case IDictionary table:
                content.Take(table, name, vault);
                break;
            default:
                content.Key = content.SecretKey = Secrets.SecretKey.From(values, name, vault, out var note);
                content.Add(note);
                break;
        }

        return content;
    }

    // A user name of digits is an APPID, as in Connect-Lvb -Credential.
    private void Take(PSCredential credential, string name, string? vault)
    {
        Key = SecretKey = KeyOf(credential.Password, name, vault);
        if (long.TryParse(credential.UserName, NumberStyles.None, CultureInfo.InvariantCulture, out var appId))
        {
            AppId = appId;
        }
        else
        {
            SecretId = IdOf(credential.UserName, name, vault);
        }
    }

    private void Take(IDictionary table, string name, string? vault)
    {
        var key = Entry(table, "Key", name, vault);
        var secretKey = Entry(table, "SecretKey", name, vault);
        if (key is null && secretKey is null)
        {
            throw SecretErrors.WrongType(name, vault, "a hashtable without a usable Key or SecretKey");
        }

        Key = key is null ? null : KeyOf(key, name, vault);
        SecretKey = secretKey is null ? null : KeyOf(secretKey, name, vault);
        Token = Entry(table, "Token", name, vault) is { } token ? KeyOf(token, name, vault) : null;
        SecretId = Text(table, "SecretId", name, vault) is { } id ? IdOf(id, name, vault) : null;
        var digits = Text(table, "AppId", name, vault);
        AppId = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var appId) && appId > 0 ? appId : null;
    }

    private SecureString KeyOf(object value, string name, string? vault)
    {
        var key = Secrets.SecretKey.From([PSObject.AsPSObject(value)], name, vault, out var note);
        Add(note);
        return key;
    }

    private string IdOf(string text, string name, string? vault)
    {
        var id = KeyCheck.CleanId(text, $"The SecretId in the secret '{name}'", SecretErrors.StoreAgain(name, vault), out var note);
        Add(note);
        return KeyCheck.IsSecretId(id) ? id : throw SecretErrors.WrongContent(
            name, vault, "an invalid SecretId", "Store the SecretId as it appears in the console (Access Management > API keys).");
    }

    private void Add(string? note)
    {
        if (note is not null)
        {
            _notes.Add(note);
        }
    }

    private static object? Entry(IDictionary table, string entry, string name, string? vault)
    {
        var value = Secrets.SecretKey.Entry(table, entry, name, vault);
        value = value is PSObject wrapped ? wrapped.BaseObject : value;
        return value is null or "" ? null : value;
    }

    // A vault may return texts as SecureString, even names.
    private static string? Text(IDictionary table, string entry, string name, string? vault)
    {
        var value = Entry(table, entry, name, vault);
        var text = value is SecureString protectedText
            ? new PSCredential("x", protectedText).GetNetworkCredential().Password
            : Convert.ToString(value, CultureInfo.InvariantCulture);
        return string.IsNullOrWhiteSpace(text) ? null : text!.Trim();
    }
}

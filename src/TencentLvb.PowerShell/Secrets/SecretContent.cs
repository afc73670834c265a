using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Security;

namespace TencentLvb.Secrets;

/// <summary>
/// What a secret holds: a key alone, or a hashtable or credential that also says whose key it is. Which service it is for follows from
/// that: an APPID and a key are API 2.0's, a SecretId and a SecretKey API 3.0's.
/// </summary>
internal sealed class SecretContent
{
    private readonly List<string> _notes = [];

    private SecretContent()
    {
    }

    /// <summary>The APPID that the secret names; null when it names none.</summary>
    public long? AppId { get; private set; }

    /// <summary>The key of API 2.0, or one that says not whose it is; null when there is none.</summary>
    public SecureString? Key { get; private set; }

    /// <summary>The SecretId that the secret names; null when it names none.</summary>
    public string? SecretId { get; private set; }

    /// <summary>The SecretKey of API 3.0, or a key that says not whose it is; null when there is none.</summary>
    public SecureString? SecretKey { get; private set; }

    /// <summary>The session token that belongs to temporary keys; null for none.</summary>
    public SecureString? Token { get; private set; }

    /// <summary>What was cut off at the ends of the keys; null for nothing.</summary>
    public string? Note => _notes.Count == 0 ? null : string.Join(" ", _notes);

    /// <summary>Whether the secret names an account of API 3.0 with its key. One that holds both pairs counts as this.</summary>
    public bool IsApi3 => SecretId is not null && SecretKey is not null;

    /// <summary>Whether the secret names an account of API 2.0 with its key.</summary>
    public bool IsApi2 => AppId is not null && Key is not null;

    /// <summary>Reads what Get-Secret gave.</summary>
    /// <exception cref="LvbException">There is no secret, or nothing in it that can be a key.</exception>
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

    // A user name of digits is an APPID, as for Connect-Lvb -Credential.
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
        return KeyCheck.IsSecretId(id) ? id : throw SecretErrors.WrongType(name, vault, "a hashtable with an invalid SecretId");
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

    // A vault may hand texts out as SecureStrings, those of names too.
    private static string? Text(IDictionary table, string entry, string name, string? vault)
    {
        var value = Entry(table, entry, name, vault);
        var text = value is SecureString protectedText
            ? new PSCredential("x", protectedText).GetNetworkCredential().Password
            : Convert.ToString(value, CultureInfo.InvariantCulture);
        return string.IsNullOrWhiteSpace(text) ? null : text!.Trim();
    }
}

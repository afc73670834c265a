using System.Collections;
using System.Management.Automation;
using System.Security;

namespace TencentLvb.Secrets;

/// <summary>Extracts the key from the types that a secret can have.</summary>
internal static class SecretKey
{
    /// <summary>Returns the key in the output of Get-Secret.</summary>
    /// <exception cref="LvbException">There is no key, or it is not valid.</exception>
    public static SecureString From(IReadOnlyList<PSObject?> values, string name, string? vault) => From(values, name, vault, out _);

    /// <summary>Returns the key in the output of Get-Secret, and a note on removed characters.</summary>
    /// <exception cref="LvbException">There is no key, or it is not valid.</exception>
    public static SecureString From(IReadOnlyList<PSObject?> values, string name, string? vault, out string? note)
    {
        if (values.Count == 0 || (values.Count == 1 && values[0] is null))
        {
            throw SecretErrors.SecretNotFound(name, vault);
        }

        var value = values.Count == 1 ? values[0]!.BaseObject : values;
        var key = From(value)
            ?? (value is IDictionary table ? From(Entry(table, "Key", name, vault)) : null)
            ?? throw SecretErrors.WrongType(name, vault, value is IDictionary ? "a hashtable without a usable Key"
            : TypeName(value));
        return KeyCheck.Clean(key, $"The key in the secret '{name}'", SecretErrors.StoreAgain(name, vault), out note);
    }

    /// <summary>Returns an entry of a hashtable, ignoring the case of its name; null if there is none.</summary>
    /// <exception cref="LvbException">Several names differ only in case.</exception>
    public static object? Entry(IDictionary table, string entry, string name, string? vault)
    {
        object? found = null;
        var isFound = false;
        foreach (DictionaryEntry one in table)
        {
            if (string.Equals((one.Key is PSObject key ? key.BaseObject : one.Key) as string, entry, StringComparison.OrdinalIgnoreCase))
            {
                found = isFound
                    ? throw SecretErrors.WrongType(name, vault, $"a hashtable with several {entry} entries that differ only in case")
                    : one.Value;
                isFound = true;
            }
        }

        return found;
    }

    /// <summary>Determines whether two keys are equal without creating a string of either.</summary>
    public static bool Same(SecureString one, SecureString other) => KeyBytes.Same(one, other);

    private static SecureString? From(object? value) => value switch
    {
        PSObject wrapped when wrapped.BaseObject is not PSCustomObject => From(wrapped.BaseObject),
        SecureString key => key.Copy(),
        PSCredential credential => credential.Password.Copy(),
        string text => Protected(text),
        _ => null,
    };

    private static SecureString Protected(string text)
    {
        var key = new SecureString();
        foreach (var character in text)
        {
            key.AppendChar(character);
        }

        return key;
    }

    private static string TypeName(object value) => value is IReadOnlyList<PSObject?> ? "a list" : "of type " + value.GetType().Name;
}

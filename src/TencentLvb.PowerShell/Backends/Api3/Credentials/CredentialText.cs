using System.Security;

namespace TencentLvb.Backends.Api3;

/// <summary>Creates keys from texts in a file, a variable or a response.</summary>
internal static class CredentialText
{
    public static Api3Credential Make(string id, string key, string? token, string origin) => new()
    {
        SecretId = id,
        SecretKey = Protect(key),
        Token = string.IsNullOrEmpty(token) ? null : Protect(token!),
        Origin = origin,
    };

    public static SecureString Protect(string text)
    {
        var key = new SecureString();
        foreach (var character in text)
        {
            key.AppendChar(character);
        }

        key.MakeReadOnly();
        return key;
    }
}

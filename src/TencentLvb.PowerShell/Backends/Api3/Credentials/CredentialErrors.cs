namespace TencentLvb.Backends.Api3;

/// <summary>What can go wrong between a connection and the keys that it signs with.</summary>
internal static class CredentialErrors
{
    private const string FileInvalidId = "LvbProfileInvalid";

    /// <summary>A file that is there and cannot be used. Never shows its content.</summary>
    public static LvbException File(string path, string what, string advice, Exception? inner = null) => new(
        FileInvalidId,
        $"The credentials file {path} {what.TrimEnd('.')}.",
        advice,
        inner);

    public static LvbException FileUnreadable(string path, Exception inner) => File(
        path,
        $"cannot be read: {inner.Message}",
        "Check that this user may read the file, or connect another way: Connect-Lvb -CredentialSource, -SecretId or -SecretName.",
        inner);

    /// <summary>A role that could not be obtained.</summary>
    public static LvbException Role(string what, string advice, Exception? inner = null) =>
        new(LvbErrors.NetworkId, what, advice, inner);

    /// <summary>Keys that have ended, with nothing that could renew them.</summary>
    public static LvbException Expired(string what, string advice) => new(LvbErrors.SignatureInvalidId, what, advice);
}

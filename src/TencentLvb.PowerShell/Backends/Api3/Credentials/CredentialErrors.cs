namespace TencentLvb.Backends.Api3;

/// <summary>Creates the errors of obtaining the keys of a connection.</summary>
internal static class CredentialErrors
{
    private const string FileInvalidId = "LvbProfileInvalid";

    /// <summary>The error of a file that exists but cannot be used. It never shows the content.</summary>
    public static LvbException File(string path, string what, string advice, Exception? inner = null) => new(
        FileInvalidId,
        $"The credentials file {path} {what.TrimEnd('.')}.",
        advice,
        inner);

    public static LvbException FileUnreadable(string path, Exception inner) => File(
        path,
        $"cannot be read: {inner.Message}",
        "Check that this user has permission to read the file, or connect with other keys: "
            + "Connect-Lvb -CredentialSource, -SecretId or -SecretName.",
        inner);

    /// <summary>The error of a role that could not be obtained.</summary>
    public static LvbException Role(string what, string advice, Exception? inner = null) =>
        new(LvbErrors.NetworkId, what, advice, inner);

    /// <summary>
    /// The error of a role that STS did not grant. It keeps the reason: a rotated base key explains a refused signature. It has no
    /// interface: as with all missing keys, the requested call was not made.
    /// </summary>
    public static LvbException Role(string role, LvbException why) => new(
        ProxyErrors.IsRefusal(why) ? why.ErrorId : LvbErrors.NetworkId,
        $"The keys of the role {role} could not be obtained. {why.Message}",
        why.RecommendedAction + (ProxyErrors.IsRefusal(why) ? "" : " Check that the role exists, and that its "
                + "trust policy allows the owner of these keys to assume it."),
        why.InnerException)
    {
        Code = why.Code,
        RequestId = why.RequestId,
        ApiMessage = why.ApiMessage,
        StatusCode = why.StatusCode,
        Reason = why.Reason,
    };

    /// <summary>The error of keys that have expired and cannot be renewed.</summary>
    public static LvbException Expired(string what, string advice) => new(LvbErrors.SignatureInvalidId, what, advice);
}

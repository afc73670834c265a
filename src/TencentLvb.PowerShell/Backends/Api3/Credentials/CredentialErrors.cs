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

    /// <summary>
    /// A role that STS did not hand out. Keeps why: a base key that was rotated explains a refused signature. It bears no interface: as
    /// with every other lack of keys, the call that was asked for was not made.
    /// </summary>
    public static LvbException Role(string role, LvbException why) => new(
        ProxyErrors.IsRefusal(why) ? why.ErrorId : LvbErrors.NetworkId,
        $"The keys of the role {role} could not be obtained. {why.Message}",
        why.RecommendedAction + (ProxyErrors.IsRefusal(why) ? "" : " The role must exist and trust the keys that assume it."),
        why.InnerException)
    {
        Code = why.Code,
        RequestId = why.RequestId,
        ApiMessage = why.ApiMessage,
        StatusCode = why.StatusCode,
        Reason = why.Reason,
    };

    /// <summary>Keys that have ended, with nothing that could renew them.</summary>
    public static LvbException Expired(string what, string advice) => new(LvbErrors.SignatureInvalidId, what, advice);
}

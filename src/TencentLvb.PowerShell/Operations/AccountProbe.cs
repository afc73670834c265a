namespace TencentLvb.Operations;

/// <summary>Represents the result of a check whether an account can be used.</summary>
internal sealed record AccountProbe
{
    /// <summary>Gets the error; null if the account works, even if only partly.</summary>
    public LvbException? Error { get; init; }

    /// <summary>Gets whether the service accepts the signature; null if the responses do not show it.</summary>
    public bool? SignatureTaken { get; init; }

    /// <summary>
    /// Evaluates what an error shows about the signature: refused, accepted (the service checked what comes after it), or nothing.
    /// </summary>
    public static bool? Judge(LvbException error) => error.Reason switch
    {
        LvbErrorReason.SignatureInvalid or LvbErrorReason.SignatureExpired => false,
        _ when error.Code is not null => true,
        _ => null,
    };

    /// <summary>Gets the result as sentences, for an account that works.</summary>
    public string Message { get; init; } = "";

    /// <summary>Gets the recommended action, for an account that works partly.</summary>
    public string? Recommendation { get; init; }
}

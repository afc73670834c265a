namespace TencentLvb.Operations;

/// <summary>What came of asking whether an account can be used.</summary>
internal sealed record AccountProbe
{
    /// <summary>What went wrong; null when the account works, if only in part.</summary>
    public LvbException? Error { get; init; }

    /// <summary>Whether the service takes the signature; null when the answers do not show it.</summary>
    public bool? SignatureTaken { get; init; }

    /// <summary>What an error says of the signature: not taken, taken (the service judged what came after it), or nothing.</summary>
    public static bool? Judge(LvbException error) => error.Reason switch
    {
        LvbErrorReason.SignatureInvalid or LvbErrorReason.SignatureExpired => false,
        _ when error.Code is not null => true,
        _ => null,
    };

    /// <summary>For an account that works: what the service answered, as sentences.</summary>
    public string Message { get; init; } = "";

    /// <summary>For an account that works in part: what to do about the rest.</summary>
    public string? Recommendation { get; init; }
}

namespace TencentLvb.Cmdlets;

/// <summary>Calculates the expiry of a signature from -Validity or -ExpiresAt.</summary>
internal static class ExpiryArguments
{
    private const long LastSecond = 253402300799;

    /// <summary>
    /// Returns the Unix second of the expiry. Throws <c>LvbInvalidArgument</c> if both are specified or a value is invalid.
    /// </summary>
    public static long UnixTime(TimeSpan? validity, DateTimeOffset? expiresAt, TimeSpan usual, DateTimeOffset now)
    {
        if (validity is not null && expiresAt is not null)
        {
            throw LvbErrors.InvalidArgument(
                "-Validity and -ExpiresAt are both specified.", "Specify either a duration (-Validity) or an end time (-ExpiresAt).");
        }

        if (validity <= TimeSpan.Zero)
        {
            throw LvbErrors.InvalidArgument(
                $"-Validity {validity} is not positive.", "Specify a duration above zero, for example 60s or 5m.");
        }

        if (expiresAt is { } end)
        {
            return end.ToUnixTimeSeconds() is >= 0 and var t
                ? t
                : throw LvbErrors.InvalidArgument($"-ExpiresAt {end:u} is before 1970.", "Specify a time in 1970 or later.");
        }

        var length = (long)Math.Ceiling((validity ?? usual).TotalSeconds);
        return now.ToUnixTimeSeconds() + length is <= LastSecond and var last
            ? last
            : throw LvbErrors.InvalidArgument(
                $"-Validity {validity} ends after the year 9999.", "Specify a shorter duration, for example 60s or 1d.");
    }
}

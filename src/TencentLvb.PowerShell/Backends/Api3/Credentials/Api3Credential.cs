using System.Security;

namespace TencentLvb.Backends.Api3;

/// <summary>Represents a SecretId with its SecretKey, and the token of temporary keys.</summary>
internal sealed record Api3Credential
{
    public required string SecretId { get; init; }

    public required SecureString SecretKey { get; init; }

    public SecureString? Token { get; init; }

    /// <summary>Gets the source for messages, for example <c>the file /home/ops/.tencentcloud/credentials</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>Gets the role that the source specifies to be assumed with these keys; null if there is none.</summary>
    public string? RoleArn { get; init; }

    /// <summary>Gets the session name for <see cref="RoleArn"/>; null for the module's default.</summary>
    public string? RoleSessionName { get; init; }

    /// <summary>Gets the time after which the credential is renewed; null for permanent keys.</summary>
    public TimeSpan? RenewAfter { get; init; }

    /// <summary>Gets the time after which the credential expires; null for permanent keys, or if it is not known.</summary>
    public TimeSpan? EndsAfter { get; init; }

    /// <summary>Determines whether both contain the same keys.</summary>
    public bool IsSame(Api3Credential other) =>
        SecretId == other.SecretId
        && KeyBytes.Same(SecretKey, other.SecretKey)
        && (Token is null) == (other.Token is null)
        && (Token is null || KeyBytes.Same(Token, other.Token!));

    // A record would print its members.
    public override string ToString() => "SecretId " + SecretId;
}

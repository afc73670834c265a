using System.Security;

namespace TencentLvb.Backends.Api3;

/// <summary>A SecretId with its SecretKey, and the token that belongs to temporary ones.</summary>
internal sealed record Api3Credential
{
    public required string SecretId { get; init; }

    public required SecureString SecretKey { get; init; }

    public SecureString? Token { get; init; }

    /// <summary>Where it was found, for messages: for example <c>the file /home/ops/.tencentcloud/credentials</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>A role that the source wants to be assumed with these keys; null for none.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The session name for <see cref="RoleArn"/>; null for the module's own.</summary>
    public string? RoleSessionName { get; init; }

    /// <summary>How long after it was read a new one is fetched; null for keys that do not end.</summary>
    public TimeSpan? RenewAfter { get; init; }

    /// <summary>How long after it was read it ends; null for keys that do not end, or whose end is not known.</summary>
    public TimeSpan? EndsAfter { get; init; }

    /// <summary>Whether both hold the same keys.</summary>
    public bool IsSame(Api3Credential other) =>
        SecretId == other.SecretId
        && KeyBytes.Same(SecretKey, other.SecretKey)
        && (Token is null) == (other.Token is null)
        && (Token is null || KeyBytes.Same(Token, other.Token!));

    // A record prints its members by itself.
    public override string ToString() => "SecretId " + SecretId;
}

namespace TencentLvb.Connections;

/// <summary>Checks the keys of a source for invisible characters, like every other key.</summary>
/// <param name="source">The source of the keys.</param>
/// <param name="note">Receives a note on removed characters; null if there are none.</param>
internal sealed class CheckedCredentials(ICredentialSource source, Action<string?> note) : ICredentialSource
{
    public async Task<Api3Credential?> FindAsync(CredentialSearch search, CancellationToken cancellation)
    {
        if (await source.FindAsync(search, cancellation).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        var advice = $"Correct the value in {found.Origin}, then connect again.";
        var id = KeyCheck.CleanId(found.SecretId, $"The SecretId in {found.Origin}", advice, out var ofId);
        if (!KeyCheck.IsSecretId(id))
        {
            throw new LvbException(SecretErrors.SecretTypeId, $"The SecretId in {found.Origin} is not valid.", advice);
        }

        var key = KeyCheck.Clean(found.SecretKey, $"The SecretKey in {found.Origin}", advice, out var ofKey);
        string? ofToken = null;
        var token = found.Token is null ? null : KeyCheck.Clean(found.Token, $"The token in {found.Origin}", advice, out ofToken);
        note(string.Join(" ", new[] { ofId, ofKey, ofToken }.Where(n => n is not null)) is { Length: > 0 } all ? all : null);
        return found with { SecretId = id, SecretKey = key, Token = token };
    }
}

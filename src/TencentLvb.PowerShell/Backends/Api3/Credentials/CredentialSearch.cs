namespace TencentLvb.Backends.Api3;

/// <summary>Records what a search for keys has checked so far.</summary>
internal sealed class CredentialSearch
{
    private readonly List<string> _places = [];
    private string? _half;

    /// <summary>Records a place without keys and the reason, for example <c>/etc/tencentcloud/credentials (no such file)</c>.</summary>
    public void LookedAt(string place, string found) => _places.Add($"{place} ({found})");

    /// <summary>Records a place with one of two keys.</summary>
    public void FoundHalf(string place, string has, string lacks)
    {
        LookedAt(place, $"found {has}, but not {lacks}");
        _half ??= $"Also set {lacks}";
    }

    /// <summary>Indicates whether one of two keys was found.</summary>
    public bool HasHalf => _half is not null;

    /// <summary>Creates the error of a session without a connection if one of two keys is set.</summary>
    public LvbException NotConnected()
    {
        var found = NotFound();
        return new LvbException(
            found.ErrorId, "There is no connection to an LVB account in this session. " + found.Message, found.RecommendedAction);
    }

    /// <summary>Creates the error of a search that found nothing.</summary>
    public LvbException NotFound() => new(
        LvbErrors.NotConnectedId,
        $"No SecretId with a SecretKey was found. Checked: {string.Join("; ", _places)}.",
        (_half is null ? "" : _half + ", or connect with other keys. ")
            + "Connect and type the SecretKey: Connect-Lvb -SecretId <SecretId> -SecretKey (Read-Host -AsSecureString). "
            + "Or use a stored secret: Connect-Lvb -SecretId <SecretId> -SecretName <name of the secret with the SecretKey>.");
}

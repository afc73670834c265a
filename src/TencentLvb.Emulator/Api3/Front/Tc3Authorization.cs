namespace TencentLvb.Emulator;

/// <summary>Represents the parts of an <c>Authorization</c> header of API 3.0.</summary>
internal sealed record Tc3Authorization(string SecretId, string Date, string Service, string SignedHeaders, string Signature)
{
    private const int DigestLength = 64;

    public string Scope => Date + "/" + Service + "/" + Tc3Signature.Terminator;

    /// <returns>Null if the header has another form.</returns>
    public static Tc3Authorization? Read(string value)
    {
        if (!value.StartsWith(Tc3Signature.Algorithm + " ", StringComparison.Ordinal))
        {
            return null;
        }

        string? credential = null, headers = null, signature = null;
        foreach (var part in value.Substring(Tc3Signature.Algorithm.Length).Split(','))
        {
            var equals = part.IndexOf('=');
            var text = equals < 0 ? "" : part.Substring(equals + 1).Trim();
            switch (equals < 0 ? "" : part.Substring(0, equals).Trim())
            {
                case "Credential" when credential is null:
                    credential = text;
                    break;
                case "SignedHeaders" when headers is null:
                    headers = text;
                    break;
                case "Signature" when signature is null:
                    signature = text;
                    break;
                default:
                    return null;
            }
        }

        var scope = credential?.Split('/') ?? [];
        return scope.Length == 4 && scope[0].Length > 0 && scope[3] == Tc3Signature.Terminator
            && headers is { Length: > 0 } && signature?.Length == DigestLength
            ? new Tc3Authorization(scope[0], scope[1], scope[2], headers, signature)
            : null;
    }
}

using System.Globalization;
using System.Text;

namespace TencentLvb.Emulator;

/// <summary>Makes the checks before the action: headers, clock, SecretId, signature, token, version.</summary>
internal sealed class Api3Front(Api3Keys keys)
{
    private const int AllowedSkew = 300;

    /// <summary>Determines whether a key of the account signed the request at any time, or its action requires no signature.</summary>
    public bool IsSigned(HttpRequest request)
    {
        try
        {
            if (IsOpen(request.Headers))
            {
                return true;
            }

            var parts = Tc3Authorization.Read(request.Headers["Authorization"] ?? "");
            if (parts is null || keys.Find(parts.SecretId) is not { } key)
            {
                return false;
            }

            CheckSignature(request, parts, key, Timestamp(request.Headers));
            return true;
        }
        catch (Api3Error)
        {
            return false;
        }
    }

    /// <summary>
    /// Determines, before the body is read, whether the request specifies a key of the account, which others do not know.
    /// </summary>
    public bool NamesKey(HttpRequestHead head) =>
        IsOpen(head.Headers)
        || (Tc3Authorization.Read(head.Headers["Authorization"] ?? "") is { } parts && keys.Find(parts.SecretId) is not null);

    /// <summary>Throws an <see cref="Api3Error"/> for the first violation.</summary>
    /// <returns>The requested action.</returns>
    public Api3Action Check(HttpRequest request, DateTimeOffset now)
    {
        var headers = request.Headers;
        var name = headers["X-TC-Action"] is { Length: > 0 } action ? action : throw CommonErrors.Missing("X-TC-Action");
        var version = headers["X-TC-Version"] is { Length: > 0 } asked ? asked : throw CommonErrors.Missing("X-TC-Version");
        var authorization = headers["Authorization"] is { Length: > 0 } sent
            ? sent
            : throw CommonErrors.InvalidAuthorization("it is missing");
        var timestamp = Timestamp(headers);
        if (Math.Abs(now.ToUnixTimeSeconds() - timestamp) > AllowedSkew)
        {
            throw CommonErrors.SignatureExpire();
        }

        if (authorization == "SKIP")
        {
            var open = ActionTable.Find(version, name) is { IsUnsigned: true } unsigned ? unsigned : null;
            return open ?? throw CommonErrors.InvalidAuthorization("the action requires a signature");
        }

        var parts = Tc3Authorization.Read(authorization)
            ?? throw CommonErrors.InvalidAuthorization("it does not have the form of " + Tc3Signature.Algorithm);
        var key = keys.Find(parts.SecretId) ?? throw CommonErrors.SecretIdNotFound();
        CheckSignature(request, parts, key, timestamp);
        CheckToken(headers["X-TC-Token"], key, now);
        return FindAction(parts.Service, version, name);
    }

    private static bool IsOpen(HttpHeaders headers) =>
        headers["Authorization"] == "SKIP"
        && ActionTable.Find(headers["X-TC-Version"] ?? "", headers["X-TC-Action"] ?? "") is { IsUnsigned: true };

    private static long Timestamp(HttpHeaders headers)
    {
        var text = headers["X-TC-Timestamp"] is { Length: > 0 } sent ? sent : throw CommonErrors.Missing("X-TC-Timestamp");
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp) && timestamp <= 253402300799
            ? timestamp
            : throw CommonErrors.Invalid("X-TC-Timestamp", "it is not a Unix time in seconds");
    }

    private static void CheckSignature(HttpRequest request, Tc3Authorization parts, Api3Key key, long timestamp)
    {
        // A date of another day or time zone leads to another signing key, and so does a service that is not emulated.
        if (parts.Date != Tc3Signature.Date(timestamp) || !ActionTable.HasService(parts.Service))
        {
            throw CommonErrors.SignatureFailure();
        }

        var signed = SignedHeaders(request.Headers, parts.SignedHeaders);
        var unsigned = request.Headers["X-TC-Content-SHA256"] == "UNSIGNED-PAYLOAD";
        var hash = Tc3Signature.HashHex(unsigned ? Encoding.ASCII.GetBytes("UNSIGNED-PAYLOAD") : request.Body);
        var canonical = Tc3Signature.CanonicalRequest(request.Method, "/", request.RawQuery, signed, parts.SignedHeaders, hash);
        var signature = Tc3Signature.Sign(
            Tc3Signature.SigningKey(key.Secret, parts.Date, parts.Service), Tc3Signature.StringToSign(timestamp, parts.Scope, canonical));
        if (!Tc3Signature.AreEqual(signature, parts.Signature))
        {
            throw CommonErrors.SignatureFailure();
        }
    }

    private static List<KeyValuePair<string, string>> SignedHeaders(HttpHeaders headers, string names)
    {
        var signed = new List<KeyValuePair<string, string>>();
        var before = "";
        foreach (var name in names.Split(';'))
        {
            if (string.CompareOrdinal(before, name) >= 0 || headers[name] is not { } value)
            {
                throw CommonErrors.InvalidAuthorization("SignedHeaders are not sorted, or one of them was not sent");
            }

            signed.Add(new(name, value));
            before = name;
        }

        return signed.Exists(header => header.Key == "content-type") && signed.Exists(header => header.Key == "host")
            ? signed
            : throw CommonErrors.InvalidAuthorization("content-type and host must be signed");
    }

    private static void CheckToken(string? token, Api3Key key, DateTimeOffset now)
    {
        if ((token ?? "") != (key.Token ?? "") || key.Expires <= now)
        {
            throw CommonErrors.TokenFailure();
        }
    }

    // The real service determines the product by the host name; the emulator uses the signature.
    private static Api3Action FindAction(string service, string version, string name)
    {
        if (version != ActionTable.VersionOf(service))
        {
            throw ActionTable.HasVersion(version) ? CommonErrors.SignatureFailure() : CommonErrors.NoSuchVersion(version);
        }

        return ActionTable.Find(version, name) ?? throw CommonErrors.InvalidAction();
    }
}

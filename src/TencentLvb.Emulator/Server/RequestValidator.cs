using System.Globalization;

namespace TencentLvb.Emulator;

/// <summary>Makes the checks of both hosts before the interface: the account, the signature, the expiry.</summary>
internal sealed class RequestValidator(long appId, Signer signer, Shapes shapes)
{
    /// <returns>Null if the request is accepted.</returns>
    public Reply? Check(IReadOnlyDictionary<string, string> query, InterfaceEntry? entry, DateTimeOffset now)
    {
        var statistics = entry is { IsStatistics: true };
        if (!AccountIsKnown(query, statistics))
        {
            return NotActivated(statistics);
        }

        if (!query.TryGetValue("t", out var t) || !long.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var expires)
            || !query.TryGetValue("sign", out var sign) || !SignIsRight(t, sign))
        {
            return SignInvalid();
        }

        // A request whose t is the current second is still valid, and there is no upper limit, because some clients send milliseconds.
        if (now.ToUnixTimeSeconds() > expires)
        {
            return TimeExpired();
        }

        return entry is null ? Reply.Error(Codes.InterfaceInvalid, "interface is invalid") : null;
    }

    /// <summary>Determines whether the account's key signed the request at any time.</summary>
    public bool IsSigned(IReadOnlyDictionary<string, string> query) =>
        query.TryGetValue("t", out var t) && query.TryGetValue("sign", out var sign) && SignIsRight(t, sign);

    public static Reply NotActivated(bool statistics) =>
        statistics ? Reply.Error(Codes.CmdInvalid, "cmd is invalid") : Reply.Error(Codes.AppIdInvalid, "appid is invalid");

    public static Reply SignInvalid() => Reply.Error(Codes.SignInvalid, "sign invalid");

    public static Reply TimeExpired() => Reply.Error(Codes.TimeExpired, "time expired");

    private bool AccountIsKnown(IReadOnlyDictionary<string, string> query, bool statistics)
    {
        if (statistics && shapes.Has(LvbEmulatorShape.NoStatistics))
        {
            return false;
        }

        var (name, otherName) = statistics ? ("cmd", "appid") : ("appid", "cmd");
        if (!query.TryGetValue(name, out var value) && !shapes.Has(LvbEmulatorShape.StrictAppIdName))
        {
            query.TryGetValue(otherName, out value);
        }

        return long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked == appId;
    }

    private bool SignIsRight(string t, string sign) => string.Equals(
        signer.Sign(t),
        sign,
        shapes.Has(LvbEmulatorShape.UpperCaseSign) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}

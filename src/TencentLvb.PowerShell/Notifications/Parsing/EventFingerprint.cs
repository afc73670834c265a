using System.Globalization;

namespace TencentLvb.Notifications;

/// <summary>The first half of an event ID, because many are kept in memory.</summary>
internal readonly record struct EventFingerprint(ulong High, ulong Low)
{
    private const int Digits = 32;

    /// <summary>Returns the fingerprint of an event ID.</summary>
    public static EventFingerprint Of(string id) =>
        TryParse(id.Substring(0, Digits), out var key) ? key : throw new ArgumentException("An event ID has 64 hex digits.", nameof(id));

    /// <summary>Parses the text of <see cref="ToString"/>.</summary>
    public static bool TryParse(string text, out EventFingerprint key)
    {
        key = default;
        if (text.Length != Digits
            || !ulong.TryParse(text.Substring(0, Digits / 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
            || !ulong.TryParse(text.Substring(Digits / 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low))
        {
            return false;
        }

        key = new EventFingerprint(high, low);
        return true;
    }

    /// <summary>Returns 32 hex digits.</summary>
    public override string ToString() =>
        High.ToString("x16", CultureInfo.InvariantCulture) + Low.ToString("x16", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TencentLvb.Notifications;

/// <summary>What two deliveries of the same event have in common, as 128 bits of a hash: many are remembered at a time.</summary>
internal readonly record struct EventFingerprint(ulong High, ulong Low)
{
    /// <summary>An event that the service names: by sequence, file or picture.</summary>
    public static EventFingerprint Of(LvbEventType type, string streamId, string name) =>
        Hash(Encoding.UTF8.GetBytes(((int)type).ToString(CultureInfo.InvariantCulture) + "\n" + streamId + "\n" + name));

    /// <summary>An event without a name of its own: by its whole body.</summary>
    public static EventFingerprint Of(byte[] body) => Hash(body);

    /// <summary>The text of <see cref="ToString"/>.</summary>
    public static bool TryParse(string text, out EventFingerprint key)
    {
        key = default;
        if (text.Length != 32
            || !ulong.TryParse(text.Substring(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
            || !ulong.TryParse(text.Substring(16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low))
        {
            return false;
        }

        key = new EventFingerprint(high, low);
        return true;
    }

    /// <summary>32 hex digits.</summary>
    public override string ToString() =>
        High.ToString("x16", CultureInfo.InvariantCulture) + Low.ToString("x16", CultureInfo.InvariantCulture);

    private static EventFingerprint Hash(byte[] bytes)
    {
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(bytes);
        return new EventFingerprint(BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8));
    }
}

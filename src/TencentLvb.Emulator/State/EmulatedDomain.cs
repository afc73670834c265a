using System.Globalization;

namespace TencentLvb.Emulator;

/// <summary>Represents a domain of the account.</summary>
internal sealed class EmulatedDomain(string name, bool isPlay, DateTimeOffset createdAt)
{
    public string Name { get; } = name;

    /// <summary>Gets whether it is a play domain; otherwise streams are pushed to it.</summary>
    public bool IsPlay { get; } = isPlay;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    /// <summary>Gets the key that signs its addresses. Equal domains have equal keys, because they protect nothing.</summary>
    public string MasterKey { get; } = KeyOf(name + "/master");

    public string BackupKey { get; } = KeyOf(name + "/backup");

    private static string KeyOf(string text) => Hex(text) + Hex(text + "/");

    private static string Hex(string text) => SeededRandom.Hash(text).ToString("x8", CultureInfo.InvariantCulture);
}

/// <summary>Holds the domains of the account: one push domain and one play domain, and those to which streams were added.</summary>
internal sealed class EmulatedDomains
{
    public const string Push = "push.example.com";
    public const string Play = "play.example.com";
    private readonly List<EmulatedDomain> _all;

    public EmulatedDomains(DateTimeOffset createdAt) => _all = [new(Push, false, createdAt), new(Play, true, createdAt)];

    public IReadOnlyList<EmulatedDomain> All => _all;

    public EmulatedDomain? Find(string name) => _all.Find(domain => string.Equals(domain.Name, name, StringComparison.OrdinalIgnoreCase));

    public void AddPush(string name, DateTimeOffset now)
    {
        if (Find(name) is null)
        {
            _all.Add(new EmulatedDomain(name, false, now));
        }
    }
}

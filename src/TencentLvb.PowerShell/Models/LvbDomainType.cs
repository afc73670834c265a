namespace TencentLvb;

/// <summary>What a domain is for.</summary>
public enum LvbDomainType
{
    /// <summary>Streams are pushed to it.</summary>
    Push = 0,

    /// <summary>Streams are played from it.</summary>
    Play = 1,
}

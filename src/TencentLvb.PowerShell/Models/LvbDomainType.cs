namespace TencentLvb;

/// <summary>Specifies the purpose of a domain.</summary>
public enum LvbDomainType
{
    /// <summary>Streams are pushed to it.</summary>
    Push = 0,

    /// <summary>Streams are played from it.</summary>
    Play = 1,
}

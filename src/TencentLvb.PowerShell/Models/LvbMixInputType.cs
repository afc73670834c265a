namespace TencentLvb;

/// <summary>What an input brings to a mix.</summary>
public enum LvbMixInputType
{
    /// <summary>Picture and sound of a stream.</summary>
    AudioVideo = 0,

    /// <summary>A still picture that the account uploaded.</summary>
    Picture = 2,

    /// <summary>A canvas of one colour, for the background.</summary>
    Canvas = 3,

    /// <summary>A stream's sound alone.</summary>
    Audio = 4,

    /// <summary>A stream's picture alone.</summary>
    Video = 5,
}

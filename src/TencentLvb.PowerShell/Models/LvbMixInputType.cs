namespace TencentLvb;

/// <summary>Specifies what an input adds to a mix.</summary>
public enum LvbMixInputType
{
    /// <summary>The video and audio of a stream.</summary>
    AudioVideo = 0,

    /// <summary>A still picture that was uploaded to the account.</summary>
    Picture = 2,

    /// <summary>A single-color canvas for the background.</summary>
    Canvas = 3,

    /// <summary>Only the audio of a stream.</summary>
    Audio = 4,

    /// <summary>Only the video of a stream.</summary>
    Video = 5,
}

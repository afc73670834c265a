namespace TencentLvb;

/// <summary>How a stream is pushed or played.</summary>
public enum LvbStreamProtocol
{
    /// <summary>RTMP: pushing, and playing with low delay.</summary>
    Rtmp = 0,

    /// <summary>FLV over HTTP.</summary>
    Flv = 1,

    /// <summary>HLS: an m3u8 list over HTTP.</summary>
    Hls = 2,
}

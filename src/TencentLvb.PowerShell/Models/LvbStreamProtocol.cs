namespace TencentLvb;

/// <summary>Specifies the protocol with which a stream is pushed or played.</summary>
public enum LvbStreamProtocol
{
    /// <summary>RTMP, for pushing and for playback with low delay.</summary>
    Rtmp = 0,

    /// <summary>FLV over HTTP.</summary>
    Flv = 1,

    /// <summary>HLS, an m3u8 playlist over HTTP.</summary>
    Hls = 2,
}

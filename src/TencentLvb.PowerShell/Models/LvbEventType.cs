namespace TencentLvb;

/// <summary>What a notification tells. A number of the service that is none of these stays that number.</summary>
public enum LvbEventType
{
    /// <summary>A push ended (the stream was cut).</summary>
    StreamEnded = 0,

    /// <summary>A push began.</summary>
    StreamStarted = 1,

    /// <summary>A recording is ready.</summary>
    TapeFileCreated = 100,

    /// <summary>A screenshot was taken.</summary>
    ScreenshotCreated = 200,

    /// <summary>Image audit found a suspicious picture. The service does not sign these.</summary>
    ImageAudit = 317,

    /// <summary>The push has anomalies.</summary>
    PushAnomaly = 321,

    /// <summary>A recording task changed its state.</summary>
    TapeState = 332,

    /// <summary>A recording task has anomalies.</summary>
    TapeAnomaly = 341,
}

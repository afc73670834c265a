namespace TencentLvb;

/// <summary>Specifies the type of an event. An unknown number of the service is kept.</summary>
public enum LvbEventType
{
    /// <summary>A push ended (the stream was cut).</summary>
    StreamEnded = 0,

    /// <summary>A push started.</summary>
    StreamStarted = 1,

    /// <summary>A recorded file is ready.</summary>
    TapeFileCreated = 100,

    /// <summary>A screenshot was taken.</summary>
    ScreenshotCreated = 200,

    /// <summary>An image audit found a suspicious picture. The service does not sign these.</summary>
    ImageAudit = 317,

    /// <summary>The push has anomalies.</summary>
    PushAnomaly = 321,

    /// <summary>The state of a recording task changed.</summary>
    TapeState = 332,

    /// <summary>A recording task has anomalies.</summary>
    TapeAnomaly = 341,
}

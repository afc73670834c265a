namespace TencentLvb.Notifications;

/// <summary>Specifies the result of an event, which determines the response to its sender.</summary>
internal enum EventDisposition
{
    /// <summary>The pipeline handled it, or it is in the spool: 200 and <c>{"code":0}</c>.</summary>
    Taken,

    /// <summary>The pipeline failed on it: 500.</summary>
    Failed,

    /// <summary>Ctrl+C, or a command downstream that required no more events, ended the pipeline at this event: 500.</summary>
    Interrupted,

    /// <summary>The receiver ended first, or the spool could not be written: 503.</summary>
    NotTaken,
}

namespace TencentLvb.Notifications;

/// <summary>What became of an event, which is what its sender hears.</summary>
internal enum EventDisposition
{
    /// <summary>The pipeline took it, or it is in the spool: 200 and <c>{"code":0}</c>.</summary>
    Taken,

    /// <summary>The pipeline failed on it: 500.</summary>
    Failed,

    /// <summary>Ctrl+C, or something downstream that wanted no more, ended the pipeline at it: 500.</summary>
    Interrupted,

    /// <summary>The receiver ended before its turn, or the spool could not be written: 503.</summary>
    NotTaken,
}

namespace TencentLvb;

/// <summary>
/// Specifies alternative response formats for <c>Start-LvbEmulator -Shape</c>. By default the emulator uses the formats that were
/// observed in practice; each value selects another format from the documentation or existing clients, or a recommended rule that is not
/// enforced by default.
/// </summary>
public enum LvbEmulatorShape
{
    /// <summary>Live_Channel_GetStatus: <c>output</c> is the object itself, not an array of one.</summary>
    StatusObject,

    /// <summary>Live_Channel_GetStatus: without width and height.</summary>
    StatusWithoutSize,

    /// <summary>Live_Channel_GetChannelList: <c>channel_status</c> instead of <c>status</c>.</summary>
    ChannelStatusKey,

    /// <summary>Live_Channel_GetChannelList: rows contain only <c>channel_id</c>.</summary>
    ChannelIdOnly,

    /// <summary>Live_Channel_GetLiveChannelList: rows are objects, not plain strings.</summary>
    LiveChannelObjects,

    /// <summary>An empty <c>output</c> is omitted: errors, changes, empty lists.</summary>
    OutputMissing,

    /// <summary>An empty <c>output</c> is <c>null</c>.</summary>
    OutputNull,

    /// <summary>An empty <c>output</c> is <c>{}</c>.</summary>
    OutputEmptyObject,

    /// <summary>An empty <c>output</c> is <c>[]</c>.</summary>
    OutputEmptyArray,

    /// <summary>An <c>output</c> that is an object is in an array of one.</summary>
    OutputInArray,

    /// <summary>Every number in <c>output</c> is a string.</summary>
    NumbersAsText,

    /// <summary>Live_Tape_Start: <c>task_id</c> is a string.</summary>
    TaskIdText,

    /// <summary>Live_Queue_Get: <c>pic_url</c>, a path without host, instead of <c>pic_full_url</c>.</summary>
    PicturePath,

    /// <summary>Get_LivePlayStatHistory: <c>sum_info</c> is an array of one.</summary>
    SumInfoArray,

    /// <summary>Responses contain <c>ret</c> and <c>message</c>, but not <c>retcode</c> and <c>errmsg</c>.</summary>
    RetMessageOnly,

    /// <summary>Responses contain <c>retcode</c> and <c>errmsg</c>, but not <c>ret</c> and <c>message</c>.</summary>
    RetcodeErrmsgOnly,

    /// <summary>Live_Channel_SetStatus takes effect and returns <c>request failed.no returnData</c>.</summary>
    SetStatusNoReturnData,

    /// <summary>Live statistics of a stream that is not live return ret 0 and no rows instead of ret 1301.</summary>
    EmptyLiveStat,

    /// <summary>Live statistics of one stream: <c>stream_count</c> is the number of all live streams.</summary>
    StreamCountTotal,

    /// <summary>Live_Tape_GetFilelist: rows contain the five documented fields instead of the actual nineteen.</summary>
    FileRowDocumented,

    /// <summary>Live_Tape_GetFilelist: <c>record_file_url</c> is empty; the address must be derived from <c>vid</c>.</summary>
    FileUrlEmpty,

    /// <summary>Live_Tape_GetFilelist: only files that are entirely within the requested times.</summary>
    FileInsideWindow,

    /// <summary>Histories over more than two hours are refused (1204).</summary>
    HistoryTwoHours,

    /// <summary>Mix_StreamV2: <c>event_id</c> is a number.</summary>
    MixEventIdNumber,

    /// <summary>Mix_StreamV2: without <c>event_id</c>.</summary>
    MixEventIdMissing,

    /// <summary>Mix_StreamV2: an input must have been pushed for five seconds (-505).</summary>
    MixNeedsFiveSeconds,

    /// <summary>Mix_StreamV2: the ID of a canceled session cannot be reused for 30 s (-10031).</summary>
    MixSessionRest,

    /// <summary>Business interfaces require <c>appid</c> and statistics require <c>cmd</c>; by default both accept either.</summary>
    StrictAppIdName,

    /// <summary>Statistics are not activated for the account (<c>cmd is invalid</c>).</summary>
    NoStatistics,

    /// <summary>A <c>sign</c> in uppercase hex is accepted.</summary>
    UpperCaseSign,

    /// <summary>Notifications: <c>channel_id</c> differs from <c>stream_id</c>.</summary>
    ChannelIdDiffers,

    /// <summary>Notifications: the end of a push has no <c>push_duration</c>.</summary>
    CutWithoutDuration,

    /// <summary>API 3.0: an empty list is <c>null</c>, not <c>[]</c>.</summary>
    EmptyListNull,

    /// <summary>API 3.0: an empty list is omitted.</summary>
    EmptyListMissing,

    /// <summary>API 3.0: a region sent to an action that does not use one is refused (<c>InvalidParameter</c>).</summary>
    RegionStrict,

    /// <summary>
    /// API 3.0: errors that exist with two prefixes are returned as <c>InternalError.*</c>, for example
    /// <c>InternalError.HasNotLivingStream</c>.
    /// </summary>
    InternalErrorForm,

    /// <summary>
    /// API 3.0: mix errors have no specific code; the message contains the number as <c>InnerErrCode : [ -10021 ],InnerErrMsg: [ ...
    /// ]</c>.
    /// </summary>
    MixNumberInMessage,

    /// <summary>API 3.0: mix errors have no specific code; the message contains the number as <c>err_code [ -4 ],msg [ ... ]</c>.</summary>
    MixNumberInMessageOld,

    /// <summary>API 3.0, SearchMedia: <c>LiveRecordInfo</c> is <c>null</c>, even for recordings.</summary>
    LiveRecordInfoNull,

    /// <summary>API 3.0: the content type of responses is <c>text/plain</c>.</summary>
    TextPlain,

    /// <summary>API 3.0: every response contains a <c>DeprecatedWarning</c>; by default only those of deprecated actions do.</summary>
    DeprecatedWarning,

    /// <summary>
    /// API 3.0: the default frequency limit of each action applies; above it the response is <c>RequestLimitExceeded</c>.
    /// </summary>
    RateLimited,

    /// <summary>API 3.0: a ban applies only to one push domain and path; by default it applies to the stream name.</summary>
    BanByPath,
}

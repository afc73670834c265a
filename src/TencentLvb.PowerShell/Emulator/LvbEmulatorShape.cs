namespace TencentLvb;

/// <summary>
/// Choices of <c>Start-LvbEmulator -Shape</c>. Without any the emulator answers as the service was seen to answer; each of these takes
/// another form that a document or a working client knows, or a rule that is advised and not enforced by default.
/// </summary>
public enum LvbEmulatorShape
{
    /// <summary>Live_Channel_GetStatus: <c>output</c> is the object itself, not an array of one.</summary>
    StatusObject,

    /// <summary>Live_Channel_GetStatus: no width and height.</summary>
    StatusWithoutSize,

    /// <summary>Live_Channel_GetChannelList: <c>channel_status</c> in place of <c>status</c>.</summary>
    ChannelStatusKey,

    /// <summary>Live_Channel_GetChannelList: rows with <c>channel_id</c> alone.</summary>
    ChannelIdOnly,

    /// <summary>Live_Channel_GetLiveChannelList: rows are objects, not plain strings.</summary>
    LiveChannelObjects,

    /// <summary>An <c>output</c> that says nothing is left out: errors, changes, empty lists.</summary>
    OutputMissing,

    /// <summary>An <c>output</c> that says nothing is <c>null</c>.</summary>
    OutputNull,

    /// <summary>An <c>output</c> that says nothing is <c>{}</c>.</summary>
    OutputEmptyObject,

    /// <summary>An <c>output</c> that says nothing is <c>[]</c>.</summary>
    OutputEmptyArray,

    /// <summary>An <c>output</c> that is an object comes inside an array of one.</summary>
    OutputInArray,

    /// <summary>Every number inside <c>output</c> is text.</summary>
    NumbersAsText,

    /// <summary>Live_Tape_Start: <c>task_id</c> is text.</summary>
    TaskIdText,

    /// <summary>Live_Queue_Get: <c>pic_url</c>, a path without host, in place of <c>pic_full_url</c>.</summary>
    PicturePath,

    /// <summary>Get_LivePlayStatHistory: <c>sum_info</c> is an array of one.</summary>
    SumInfoArray,

    /// <summary>Answers carry <c>ret</c> and <c>message</c>, and no <c>retcode</c> and <c>errmsg</c>.</summary>
    RetMessageOnly,

    /// <summary>Answers carry <c>retcode</c> and <c>errmsg</c>, and no <c>ret</c> and <c>message</c>.</summary>
    RetcodeErrmsgOnly,

    /// <summary>Live_Channel_SetStatus does its work and answers <c>request failed.no returnData</c>.</summary>
    SetStatusNoReturnData,

    /// <summary>Live statistics of a stream that is not live: ret 0 and no rows, not ret 1301.</summary>
    EmptyLiveStat,

    /// <summary>Live statistics of one stream: <c>stream_count</c> is that of all live streams.</summary>
    StreamCountTotal,

    /// <summary>Live_Tape_GetFilelist: rows with the five documented keys, not the real nineteen.</summary>
    FileRowDocumented,

    /// <summary>Live_Tape_GetFilelist: <c>record_file_url</c> is empty, the address is to be built from <c>vid</c>.</summary>
    FileUrlEmpty,

    /// <summary>Live_Tape_GetFilelist: only files that lie wholly inside the asked times.</summary>
    FileInsideWindow,

    /// <summary>Histories over more than two hours are refused (1204).</summary>
    HistoryTwoHours,

    /// <summary>Mix_StreamV2: <c>event_id</c> is a number.</summary>
    MixEventIdNumber,

    /// <summary>Mix_StreamV2: no <c>event_id</c>.</summary>
    MixEventIdMissing,

    /// <summary>Mix_StreamV2: an input must have been pushed for five seconds (-505).</summary>
    MixNeedsFiveSeconds,

    /// <summary>Mix_StreamV2: the id of a cancelled session rests for 30 s (-10031).</summary>
    MixSessionRest,

    /// <summary>Business interfaces want <c>appid</c> and statistics want <c>cmd</c>; by default either will do.</summary>
    StrictAppIdName,

    /// <summary>Statistics are not enabled for the account (<c>cmd is invalid</c>).</summary>
    NoStatistics,

    /// <summary>A <c>sign</c> in upper-case hex is accepted.</summary>
    UpperCaseSign,

    /// <summary>Notifications: <c>channel_id</c> differs from <c>stream_id</c>.</summary>
    ChannelIdDiffers,

    /// <summary>Notifications: a cut comes without <c>push_duration</c>.</summary>
    CutWithoutDuration,

    /// <summary>API 3.0: an empty list is <c>null</c>, not <c>[]</c>.</summary>
    EmptyListNull,

    /// <summary>API 3.0: an empty list is left out.</summary>
    EmptyListMissing,

    /// <summary>API 3.0: a region sent to an action that has no use for one is refused (<c>InvalidParameter</c>).</summary>
    RegionStrict,

    /// <summary>
    /// API 3.0: errors that exist under two prefixes come as <c>InternalError.*</c>, for example <c>InternalError.HasNotLivingStream</c>.
    /// </summary>
    InternalErrorForm,

    /// <summary>
    /// API 3.0: mix errors have no name of their own; the message holds the number as <c>InnerErrCode : [ -10021 ],InnerErrMsg: [ ...
    /// ]</c>.
    /// </summary>
    MixNumberInMessage,

    /// <summary>
    /// API 3.0: mix errors have no name of their own; the message holds the number as <c>err_code [ -4 ],msg [ ... ]</c>.
    /// </summary>
    MixNumberInMessageOld,

    /// <summary>API 3.0, SearchMedia: <c>LiveRecordInfo</c> is <c>null</c>, also for recordings.</summary>
    LiveRecordInfoNull,

    /// <summary>API 3.0: the content type of answers is <c>text/plain</c>.</summary>
    TextPlain,

    /// <summary>API 3.0: every answer carries a <c>DeprecatedWarning</c>; by default only the deprecated actions do.</summary>
    DeprecatedWarning,

    /// <summary>API 3.0: the default frequency limit of each action holds; above it the answer is <c>RequestLimitExceeded</c>.</summary>
    RateLimited,

    /// <summary>API 3.0: a ban counts for one push domain and path alone; by default it counts for the stream name.</summary>
    BanByPath,
}

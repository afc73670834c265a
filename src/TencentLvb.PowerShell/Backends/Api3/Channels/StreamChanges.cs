using System.Text;
using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>
/// ForbidLiveStream, ResumeLiveStream, DropLiveStream, AddDelayLiveStream, ResumeDelayLiveStream: the actions that change a stream.
/// </summary>
internal static class StreamChanges
{
    private const int LongestReason = 2048;

    // The service asks clients always to specify a reason.
    private const string UsualReason = "TencentLvb";

    /// <param name="streamId">The stream.</param>
    /// <param name="place">Its push domain and path.</param>
    /// <param name="until">The end of the ban; null uses the default of the service, seven days.</param>
    /// <param name="reason">The reason; null for the module's name.</param>
    /// <param name="result">The result after the change.</param>
    public static Api3Request<T> Forbid<T>(string streamId, StreamPlace place, DateTimeOffset? until, string? reason, T result) => Change(
        Api3Action.Forbid, streamId, place, "banned", result, body => body
            .With("ResumeTime", until is { } end ? Api3Time.Format(end) : null)
            .With("Reason", string.IsNullOrEmpty(reason) ? UsualReason : reason));

    public static Api3Request<T> Resume<T>(string streamId, StreamPlace place, T result) =>
        Change(Api3Action.Resume, streamId, place, "unbanned", result);

    public static Api3Request<T> Drop<T>(string streamId, StreamPlace place, T result) =>
        Change(Api3Action.Drop, streamId, place, "disconnected", result);

    public static Api3Request<ChannelDelay> Delay(string streamId, StreamPlace place, TimeSpan delay)
    {
        var result = new ChannelDelay { StreamId = streamId, PushDomain = place.PushDomain, AppName = place.AppName, Delay = delay };
        return delay > TimeSpan.Zero
            ? Change(Api3Action.AddDelay, streamId, place, "delayed", result, body => body.With("DelayTime", (int)delay.TotalSeconds))
            : Change(Api3Action.ResumeDelay, streamId, place, "set to play without delay", result);
    }

    /// <exception cref="LvbException">The reason is too long for the service.</exception>
    public static void CheckReason(string? reason)
    {
        if (reason is not null && Encoding.UTF8.GetByteCount(reason) > LongestReason)
        {
            throw LvbErrors.InvalidArgument(
                $"-Reason is too long: {Encoding.UTF8.GetByteCount(reason)} bytes in UTF-8.", $"Specify at most {LongestReason} bytes.");
        }
    }

    private static Api3Request<T> Change<T>(
        Api3Action action,
        string streamId,
        StreamPlace place,
        string state,
        T result,
        Func<JsonObject, JsonObject>? add = null)
    {
        var body = StreamState.Of(streamId, place);
        return new Api3Request<T>(action, add is null ? body : add(body), _ => result)
        {
            Stream = streamId,
            WhatMayExist = $"the stream '{streamId}' might have been {state}",
            HowToLook = action == Api3Action.AddDelay || action == Api3Action.ResumeDelay
                ? "API 3.0 does not report the length of the delay. Set the delay again."
                : $"Check the current state of the stream: Get-LvbChannelStatus -StreamId {CommandText.Quote(streamId)} "
                + $"-PushDomain {CommandText.QuoteIfNeeded(place.PushDomain)} -AppName {CommandText.QuoteIfNeeded(place.AppName)}",
        };
    }
}

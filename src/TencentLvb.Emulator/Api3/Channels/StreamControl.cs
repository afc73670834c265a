using System.Text;

namespace TencentLvb.Emulator;

/// <summary>
/// DropLiveStream, ForbidLiveStream, ResumeLiveStream. A stream that is not live can be dropped, and a stream that is not banned can be
/// resumed.
/// </summary>
internal static class StreamControl
{
    private const int LongestReason = 2048;

    public static Action<AnswerJson>? Drop(Api3Call call)
    {
        if (call.Account.Streams.Find(call.Stream()) is { IsLive: true } stream)
        {
            call.Account.Cut(stream, call.Now, 21, "cut by api");
        }

        return null;
    }

    /// <summary>Bans a stream, by default for seven days. Each ban replaces the previous one.</summary>
    public static Action<AnswerJson>? Forbid(Api3Call call)
    {
        var name = call.Stream();
        var until = call.Parameters.Utc("ResumeTime");
        if (Encoding.UTF8.GetByteCount(call.Parameters.Text("Reason") ?? "") > LongestReason)
        {
            throw call.Parameters.Wrong("Reason", "at most 2048 bytes");
        }

        if (until <= call.Now || until > call.Now + Account.LongestSuspension)
        {
            throw call.Parameters.Wrong("ResumeTime", "a time within the next 90 days");
        }

        call.Note = call.Parameters.Has("Reason") ? null : "Reason should always be sent";
        call.Account.FindOrAddForBan(name, call.Now);
        foreach (var stream in call.Account.StreamsOfBan(name))
        {
            (stream.BannedUntil, stream.ForbiddenUntil) = (null, null);
            if (until is { } end)
            {
                call.Account.Suspend(stream, end, call.Now);
            }
            else
            {
                call.Account.Ban(stream, call.Now);
            }
        }

        return null;
    }

    public static Action<AnswerJson>? Resume(Api3Call call)
    {
        var name = call.Stream();
        foreach (var one in call.Account.StreamsOfBan(name))
        {
            call.Account.Unban(one, call.Now);
            call.Account.Resume(one, call.Now);
        }

        return null;
    }
}

namespace TencentLvb.Emulator;

/// <summary>Writes an event as a notification: compact, keys in alphabetical order, <c>t</c> ten minutes after the event.</summary>
internal sealed class NotificationWriter(long appId, Shapes shapes, Func<Uri> address)
{
    private const int Lifetime = 600;

    public Notification Write(AccountEvent happened, NotificationTarget target)
    {
        using var json = new AnswerJson();
        json.StartObject();
        switch (happened)
        {
            case PushStarted push:
                WritePush(json, push, target);
                break;
            case PushEnded cut:
                WriteCut(json, cut, target);
                break;
            case FileRecorded recorded:
                WriteFile(json, recorded, target);
                break;
            case PictureTaken taken:
                WritePicture(json, taken, target);
                break;
        }

        json.EndObject();
        return new Notification(happened, json.ToArray(), target);
    }

    private void WritePush(AnswerJson json, PushStarted push, NotificationTarget target)
    {
        StartPushKind(json, push.Stream);
        json.Number("errcode", 0L);
        json.Text("errmsg", "OK");
        json.Number("event_time", push.Time.ToUnixTimeSeconds());
        json.Number("event_type", 1L);
        EndPushKind(json, push, push.Session, null, target.Signer);
    }

    private void WriteCut(AnswerJson json, PushEnded cut, NotificationTarget target)
    {
        StartPushKind(json, cut.Stream);
        json.Number("errcode", (long)cut.Code);
        json.Text("errmsg", cut.Text);
        json.Number("event_time", cut.Time.ToUnixTimeSeconds());
        json.Number("event_type", 0L);
        var pushed = shapes.Has(LvbEmulatorShape.CutWithoutDuration)
            ? null
            : Wire.Text((long)(cut.Time - cut.Session.Start).TotalMilliseconds);
        EndPushKind(json, cut, cut.Session, pushed, target.Signer);
    }

    private void StartPushKind(AnswerJson json, EmulatedStream stream)
    {
        json.Text("app", stream.PushDomain);
        json.Number("appid", appId);
        json.Text("appname", stream.AppName);
        json.Text("channel_id", ChannelId(stream));
    }

    private static void EndPushKind(AnswerJson json, AccountEvent happened, PushSession session, string? pushed, Signer? signer)
    {
        var stream = happened.Stream;
        json.Number("height", (long)stream.Height);
        json.Number("idc_id", 34L);
        json.Text("node", stream.ServerIP);
        if (pushed is not null)
        {
            json.Text("push_duration", pushed);
        }

        json.Text("sequence", session.Sequence);
        json.Number("set_id", 2L);
        Sign(json, signer, happened.Time);
        json.Text("stream_id", stream.Id);
        json.Text("stream_param", "");
        Expire(json, signer, happened.Time);
        json.Text("user_ip", stream.ClientIP);
        json.Number("width", (long)stream.Width);
    }

    private void WriteFile(AnswerJson json, FileRecorded recorded, NotificationTarget target)
    {
        var file = recorded.File;
        var (start, end) = (file.Start.ToUnixTimeSeconds(), file.End.ToUnixTimeSeconds());
        Path(json, file.Stream, target, appId);
        json.Text("channel_id", ChannelId(file.Stream));

        // Real durations differ slightly from the difference of the times.
        json.Number("duration", end - start + 1);
        json.Number("end_time", end);
        json.Number("event_type", 100L);
        json.Text("file_format", file.Format);
        json.Text("file_id", Wire.Text(file.FileId));
        json.Number("file_size", (long)file.Size);
        json.Number("media_start_time", 0L);
        json.Text("record_file_id", Wire.Text(file.FileId));
        Sign(json, target.Signer, recorded.Time);
        json.Number("start_time", start);
        json.Text("stream_id", file.Stream.Id);
        json.Text("stream_param", "");
        Expire(json, target.Signer, recorded.Time);
        if (file.TaskId is { } task)
        {
            json.Text("task_id", task);
        }

        json.Text("video_id", file.Vid);
        json.Text("video_url", DownloadAddress.Of(address(), file));
    }

    private void WritePicture(AnswerJson json, PictureTaken taken, NotificationTarget target)
    {
        var picture = taken.Picture;
        Path(json, picture.Stream, target, null);
        json.Text("channel_id", ChannelId(picture.Stream));
        json.Number("create_time", picture.CreatedAt.ToUnixTimeSeconds());
        json.Number("event_type", 200L);
        json.Number("file_size", (long)Content.Picture(picture.Path).Length);
        json.Number("height", (long)picture.Stream.Height);
        if (!shapes.Has(LvbEmulatorShape.PicturePath))
        {
            json.Text("pic_full_url", DownloadAddress.Of(address(), picture));
        }

        json.Text("pic_url", picture.Path);
        Sign(json, target.Signer, taken.Time);
        json.Text("stream_id", picture.Stream.Id);
        Expire(json, target.Signer, taken.Time);
        json.Number("width", (long)picture.Stream.Width);
    }

    /// <summary>Only newer notifications of files and pictures contain the push domain and the path.</summary>
    private static void Path(AnswerJson json, EmulatedStream stream, NotificationTarget target, long? appId)
    {
        if (target.Newer)
        {
            json.Text("app", stream.PushDomain);
        }

        if (appId is { } account)
        {
            json.Number("appid", account);
        }

        if (target.Newer)
        {
            json.Text("appname", stream.AppName);
        }
    }

    private static void Sign(AnswerJson json, Signer? signer, DateTimeOffset time)
    {
        if (signer is not null)
        {
            json.Text("sign", signer.Sign(Wire.Text(time.ToUnixTimeSeconds() + Lifetime)));
        }
    }

    private static void Expire(AnswerJson json, Signer? signer, DateTimeOffset time)
    {
        if (signer is not null)
        {
            json.Number("t", time.ToUnixTimeSeconds() + Lifetime);
        }
    }

    // According to the documentation they are equal, but real notifications show that they may differ.
    private string ChannelId(EmulatedStream stream) =>
        shapes.Has(LvbEmulatorShape.ChannelIdDiffers)
            ? "channel_" + stream.Hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture)
            : stream.Id;
}

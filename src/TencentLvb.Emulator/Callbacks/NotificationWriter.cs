namespace TencentLvb.Emulator;

/// <summary>Writes what happened as a notification: compact, keys in alphabetical order, <c>t</c> ten minutes after the event.</summary>
internal sealed class NotificationWriter(long appId, Signer signer, Shapes shapes, Func<Uri> address)
{
    private const int Lifetime = 600;

    public Notification Write(AccountEvent happened)
    {
        using var json = new AnswerJson();
        json.StartObject();
        switch (happened)
        {
            case PushStarted push:
                WritePush(json, push);
                break;
            case PushEnded cut:
                WriteCut(json, cut);
                break;
            case FileRecorded recorded:
                WriteFile(json, recorded);
                break;
            case PictureTaken taken:
                WritePicture(json, taken);
                break;
        }

        json.EndObject();
        return new Notification(happened.Stream.Id, happened is PictureTaken, json.ToArray());
    }

    private void WritePush(AnswerJson json, PushStarted push)
    {
        StartPushKind(json, push.Stream);
        json.Number("errcode", 0L);
        json.Text("errmsg", "OK");
        json.Number("event_time", push.Time.ToUnixTimeSeconds());
        json.Number("event_type", 1L);
        EndPushKind(json, push, push.Session, null);
    }

    private void WriteCut(AnswerJson json, PushEnded cut)
    {
        StartPushKind(json, cut.Stream);
        json.Number("errcode", (long)cut.Code);
        json.Text("errmsg", cut.Text);
        json.Number("event_time", cut.Time.ToUnixTimeSeconds());
        json.Number("event_type", 0L);
        var pushed = shapes.Has(LvbEmulatorShape.CutWithoutDuration) ? null : Wire.Text((long)(cut.Time - cut.Session.Start).TotalMilliseconds);
        EndPushKind(json, cut, cut.Session, pushed);
    }

    private void StartPushKind(AnswerJson json, EmulatedStream stream)
    {
        json.Text("app", stream.PushDomain);
        json.Number("appid", appId);
        json.Text("appname", stream.AppName);
        json.Text("channel_id", ChannelId(stream));
    }

    private void EndPushKind(AnswerJson json, AccountEvent happened, PushSession session, string? pushed)
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
        Sign(json, happened.Time);
        json.Text("stream_id", stream.Id);
        json.Text("stream_param", "");
        json.Number("t", happened.Time.ToUnixTimeSeconds() + Lifetime);
        json.Text("user_ip", stream.ClientIP);
        json.Number("width", (long)stream.Width);
    }

    private void WriteFile(AnswerJson json, FileRecorded recorded)
    {
        var file = recorded.File;
        var (start, end) = (file.Start.ToUnixTimeSeconds(), file.End.ToUnixTimeSeconds());
        json.Number("appid", appId);
        json.Text("channel_id", ChannelId(file.Stream));

        // Real durations differ from the difference of the times by a little.
        json.Number("duration", end - start + 1);
        json.Number("end_time", end);
        json.Number("event_type", 100L);
        json.Text("file_format", file.Format);
        json.Text("file_id", Wire.Text(file.FileId));
        json.Number("file_size", (long)file.Size);
        json.Number("media_start_time", 0L);
        json.Text("record_file_id", Wire.Text(file.FileId));
        Sign(json, recorded.Time);
        json.Number("start_time", start);
        json.Text("stream_id", file.Stream.Id);
        json.Text("stream_param", "");
        json.Number("t", recorded.Time.ToUnixTimeSeconds() + Lifetime);
        if (file.TaskId is { } task)
        {
            json.Text("task_id", task);
        }

        json.Text("video_id", file.Vid);
        json.Text("video_url", DownloadAddress.Of(address(), file));
    }

    private void WritePicture(AnswerJson json, PictureTaken taken)
    {
        var picture = taken.Picture;
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
        Sign(json, taken.Time);
        json.Text("stream_id", picture.Stream.Id);
        json.Number("t", taken.Time.ToUnixTimeSeconds() + Lifetime);
        json.Number("width", (long)picture.Stream.Width);
    }

    private void Sign(AnswerJson json, DateTimeOffset time) =>
        json.Text("sign", signer.Sign(Wire.Text(time.ToUnixTimeSeconds() + Lifetime)));

    // Documents say they are equal; real notifications show that they need not be.
    private string ChannelId(EmulatedStream stream) => shapes.Has(LvbEmulatorShape.ChannelIdDiffers) ? "channel_" + stream.Hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture) : stream.Id;
}

namespace TencentLvb.Emulator;

/// <summary>Live_Queue_Get: takes screenshots from the queue. They are removed when they are read.</summary>
internal static class ScreenshotQueueApi
{
    public static IEnumerable<InterfaceEntry> Interfaces { get; } = [new("Live_Queue_Get", IsStatistics: false, Answer)];

    public static Reply Answer(ApiCall call)
    {
        call.Parameters.NeedNumber("bid", 100, 100);
        var count = call.Parameters.Number("count", 1, 100) ?? 1;
        var pictures = call.Account.Screenshots.Take((int)count);
        return Reply.Object(
            json =>
            {
                json.Number("count", (long)pictures.Count);
                json.Rows("data", pictures, (row, picture) =>
                {
                    row.Number("create_time", picture.CreatedAt.ToUnixTimeSeconds());
                    if (call.Shapes.Has(LvbEmulatorShape.PicturePath))
                    {
                        row.Text("pic_url", picture.Path);
                    }
                    else
                    {
                        row.Text("pic_full_url", DownloadAddress.Of(call.Address, picture));
                    }

                    row.Text("stream_id", picture.Stream.Id);
                });
            },
            noRows: pictures.Count == 0);
    }
}

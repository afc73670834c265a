namespace TencentLvb.Emulator;

/// <summary>
/// Calculates the varying figures of a stream from the stream and the time only: two windows of a history agree at their boundary, and
/// current figures agree with the later history. Push figures change every 5 s, playback figures every 60 s.
/// </summary>
internal static class StatisticsGenerator
{
    public const int PushStep = 5;
    public const int PlayStep = 60;
    public const int BillingStep = 300;

    public static int Fps(EmulatedStream stream, DateTimeOffset time) =>
        Math.Max(1, stream.Fps - (SeededRandom.Of(stream.Hash, Bucket(time, PushStep)) < 0.1 ? 1 : 0));

    /// <summary>Returns the bitrate of the push in bit/s, video and audio, within 5 % of the nominal rate.</summary>
    public static long Speed(EmulatedStream stream, DateTimeOffset time) =>
        (long)(stream.BitrateBps * (0.95 + (0.1 * SeededRandom.Of(stream.Hash + 1, Bucket(time, PushStep)))));

    public static int Online(EmulatedStream stream, DateTimeOffset time)
    {
        var viewers = stream.ViewersAt(time);
        if (viewers.Exact)
        {
            return viewers.Count;
        }

        var bucket = Bucket(time, PlayStep);
        var wave = Math.Sin((2 * Math.PI * (bucket % 97) / 97) + (stream.Hash % 97));
        var noise = SeededRandom.Of(stream.Hash + 2, bucket) - 0.5;
        return Math.Max(0, (int)Math.Round(viewers.Count * (1 + (0.2 * wave) + (0.1 * noise))));
    }

    /// <summary>Returns the bandwidth in Mbps: every viewer receives the nominal rate.</summary>
    public static double Bandwidth(EmulatedStream stream, DateTimeOffset time) => Mbps(stream, Online(stream, time));

    public static double Mbps(EmulatedStream stream, int online) => Math.Round(online * (stream.BitrateBps / 1e6), 2);

    /// <summary>Returns the traffic of one playback interval in MB.</summary>
    public static double Flux(double bandwidth) => Math.Round(bandwidth * PlayStep / 8, 2);

    /// <summary>Returns the steps of a range including both ends.</summary>
    public static IEnumerable<DateTimeOffset> Steps(DateTimeOffset start, DateTimeOffset end, int seconds)
    {
        for (var time = FirstStep(start, seconds); time <= end; time = time.AddSeconds(seconds))
        {
            yield return time;
        }
    }

    public static DateTimeOffset FirstStep(DateTimeOffset from, int step)
    {
        var seconds = from.ToUnixTimeSeconds();
        var rest = seconds % step;
        return DateTimeOffset.FromUnixTimeSeconds(rest == 0 ? seconds : seconds + step - rest);
    }

    public static DateTimeOffset StepOf(DateTimeOffset time, int step) => DateTimeOffset.FromUnixTimeSeconds(Bucket(time, step) * step);

    private static long Bucket(DateTimeOffset time, int step) => time.ToUnixTimeSeconds() / step;
}

using System.Collections;
using TencentLvb.Emulator;

namespace TencentLvb.Bench;

/// <summary>Plans calls about channels and statistics, each with its correct result.</summary>
internal sealed class ChaosPlan(ChaosWorld world, ChaosStreams streams, Random random, ChaosRecordings recordings)
{
    private static readonly string[] StateReads = ["Live_Channel_GetStatus", "DescribeLiveStreamState"];

    public ChaosCall Next()
    {
        var api = random.Next(2) == 0 ? LvbApi.V2 : LvbApi.V3;
        var id = streams.Own[random.Next(streams.Own.Count)];
        return random.Next(20) switch
        {
            0 or 1 => Status(api, id),
            2 => Statuses(api),
            3 or 4 => Ban(api, id),
            5 => Suspend(api, id),
            6 => Resume(api, id),
            7 => Delay(api, id),
            8 or 9 => Drop(api),
            10 => LiveStat(api),
            11 => LiveChannels(api),
            12 => Channels(),
            13 => History(api),
            _ => recordings.Next(api),
        };
    }

    private ChaosCall Status(LvbApi api, string id) => new("Get-LvbChannelStatus", api, new Hashtable { ["StreamId"] = id })
    {
        Tag = id, Interfaces = StateReads, Check = output => CheckStatus(One<ChannelStatus>(output), id),
    };

    private ChaosCall Statuses(LvbApi api)
    {
        string[] ids = [.. Enumerable.Range(0, 12).Select(_ => streams.Own[random.Next(streams.Own.Count)])];
        return new("Get-LvbChannelStatus", api, new Hashtable { ["StreamId"] = ids, ["ThrottleLimit"] = 1 + random.Next(12) })
        {
            Interfaces = StateReads, Each = ids,
            Check = output => output.Cast<ChannelStatus>().ToList().ForEach(row => CheckStatus(row, row.StreamId)),
        };
    }

    private void CheckStatus(ChannelStatus row, string id) => ChaosFailure.Unless(
        row.StreamId == id && row.Status == streams.Now(id).Status, $"returned {row.StreamId} {row.Status}, is {id} {streams.Now(id)}");

    private ChaosCall Ban(LvbApi api, string id)
    {
        var before = streams.Now(id);
        var ban = !before.Banned;
        return Change("Set-LvbChannelStatus", api, id, ["Live_Channel_SetStatus", "ForbidLiveStream", "ResumeLiveStream"],
            new Hashtable { ["Status"] = ban ? "Disabled" : "Enabled" }, now => now.Banned == ban);
    }

    private ChaosCall Suspend(LvbApi api, string id) => Change(
        "Suspend-LvbChannel", api, id, ["channel_manager", "ForbidLiveStream"],
        new Hashtable { ["Duration"] = random.Next(2) == 0 ? "5h" : "3.00:00:00" }, now => now.Suspended);

    private ChaosCall Resume(LvbApi api, string id) => Change(
        "Resume-LvbChannel", api, id, ["channel_manager", "ResumeLiveStream"], [], now => !now.Suspended);

    private ChaosCall Delay(LvbApi api, string id)
    {
        var seconds = random.Next(1, 600);
        return Change("Set-LvbChannelDelay", api, id, ["Live_Set_Delay", "AddDelayLiveStream", "ResumeDelayLiveStream"],
            new Hashtable { ["Delay"] = $"{seconds}s" }, now => now.Delay == seconds);
    }

    private ChaosCall Change(
        string command, LvbApi api, string id, string[] interfaces, Hashtable parameters, Func<ChaosState, bool> isDone)
    {
        var before = streams.Now(id);
        parameters["StreamId"] = id;
        return new ChaosCall(command, api, parameters)
        {
            Tag = id, Interfaces = interfaces, IsChange = true,
            Check = output =>
            {
                ChaosFailure.Unless(output.Count == 0, "emitted something without -PassThru");
                ChaosFailure.Unless(isDone(streams.Now(id)), $"succeeded, and {id} is {streams.Now(id)} (before: {before})");
                streams.Changed(id);
            },
            CheckUnknown = () =>
            {
                var now = streams.Now(id);
                ChaosFailure.Unless(now == before || isDone(now), $"failed or was stopped, and {id} is {now} (before: {before})");
                streams.Retire(id);
            },
        };
    }

    /// <summary>Cuts a separate push, so that a second request would be noticed.</summary>
    private ChaosCall Drop(LvbApi api)
    {
        var id = streams.New("c");
        streams.Push(id);
        string once = api == LvbApi.V2 ? "Live_Channel_SetStatus" : "DropLiveStream";
        return new("Set-LvbChannelStatus", api, new Hashtable { ["StreamId"] = id, ["Status"] = "Disconnected" })
        {
            Tag = id, Interfaces = [once], Once = once, IsChange = true, HasOutput = false,
            Check = _ => ChaosFailure.Unless(
                world.Read((account, _) => account.Streams.Find(id) is { IsLive: false, Sessions: [{ EndText: "cut by api" }] }),
                $"succeeded, and {id} was not cut"),
        };
    }

    private ChaosCall LiveStat(LvbApi api)
    {
        var id = streams.Figures[random.Next(2)];
        return new("Get-LvbLiveStat", api, new Hashtable { ["StreamId"] = id })
        {
            Interfaces = ["Get_LiveStat", "DescribeLiveStreamPushInfoList", "DescribeAllStreamPlayInfoList"],
            Check = output =>
            {
                var row = One<LiveStat>(output);
                // API 3.0 returns the viewers of some minutes ago. For a minute that it does not have yet, because its clock has jumped
                // back, it returns none. The row shows which minute that is.
                var tooEarly = row.Online == 0 && row.Time > world.Clock.UtcNow - PlayFigures.Lateness;
                ChaosFailure.Unless(
                    row.StreamId == id && (row.Online == streams.Viewers || (api == LvbApi.V3 && tooEarly)),
                    $"returned {row.StreamId} with {row.Online} viewers at {row.Time:HH:mm:ss}, is {id} with {streams.Viewers}");
            },
        };
    }

    private ChaosCall LiveChannels(LvbApi api) => new("Get-LvbLiveChannel", api, [])
    {
        Interfaces = ["Live_Channel_GetLiveChannelList", "DescribeLiveStreamOnlineList"],
        Check = output =>
        {
            var listed = Once(output.Cast<LiveChannel>().Select(row => row.StreamId));
            foreach (var id in streams.Own.Concat(streams.Figures))
            {
                ChaosFailure.Unless(
                    listed.Contains(id) == streams.Now(id).Live, $"listed {id}: {listed.Contains(id)}, is {streams.Now(id)}");
            }
        },
    };

    private ChaosCall Channels() => new("Get-LvbChannel", LvbApi.V2, new Hashtable { ["PageSize"] = 10 * random.Next(1, 11) })
    {
        Interfaces = ["Live_Channel_GetChannelList"],
        Check = output =>
        {
            // Other sessions create streams meanwhile: at the end of the list, or before others after the clock jumped back. Earlier
            // streams are listed once, or twice at a page boundary.
            var listed = output.Cast<Channel>().Select(row => row.StreamId).ToHashSet();
            var missing = streams.Own.Concat(streams.Figures).FirstOrDefault(id => !listed.Contains(id));
            ChaosFailure.Unless(missing is null, $"lacks {missing}");
        },
    };

    private ChaosCall History(LvbApi api)
    {
        var id = streams.Figures[random.Next(2)];
        var end = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddMinutes(-15).ToUnixTimeSeconds());
        var start = end.AddMinutes(-20);
        return new("Get-LvbLivePlayStatHistory", api, new Hashtable { ["StreamId"] = id, ["StartTime"] = start, ["EndTime"] = end })
        {
            Interfaces = ["Get_LivePlayStatHistory", "DescribeStreamPlayInfoList"],
            Check = output =>
            {
                var rows = output.Cast<LivePlayStatPoint>().ToList();
                ChaosFailure.Unless(rows.Count is >= 19 and <= 21, $"20 minutes have {rows.Count} points");
                Once(rows.Select(row => row.Time));
                var wrong = rows.FirstOrDefault(row => row.StreamId != id || row.Online != streams.Viewers || row.Time < start
                    || row.Time > end);
                ChaosFailure.Unless(wrong is null, $"said {wrong?.StreamId} {wrong?.Time:o} {wrong?.Online}, is {streams.Viewers}");
            },
        };
    }

    internal static T One<T>(IReadOnlyList<object> output) => output is [T one] ? one
        : throw new ChaosFailure($"emitted {output.Count} objects instead of one");

    private static HashSet<T> Once<T>(IEnumerable<T> values)
    {
        var set = new HashSet<T>();
        foreach (var value in values)
        {
            ChaosFailure.Unless(set.Add(value), $"emitted {value} twice");
        }

        return set;
    }
}

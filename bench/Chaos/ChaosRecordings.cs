using System.Collections;
using TencentLvb.Emulator;

namespace TencentLvb.Bench;

/// <summary>Plans calls about recordings, mixes and screenshots. Most of them are at-most-once calls.</summary>
internal sealed class ChaosRecordings(ChaosWorld world, ChaosStreams streams, Random random, ChaosPictures pictures)
{
    private readonly List<(LvbApi Api, TapeTask Task)> _tasks = [];
    private (LvbApi Api, string Session)? _mix;

    public ChaosCall Next(LvbApi api) => random.Next(8) switch
    {
        0 or 1 => Start(api),
        2 => _tasks.Count > 0 ? Stop() : Start(api),
        3 => _tasks.FindIndex(t => t.Api == LvbApi.V3) is >= 0 and var index ? Task(_tasks[index].Task) : Start(LvbApi.V3),
        4 => Files(api),
        5 or 6 => _mix is null ? StartMix(api) : StopMix(_mix.Value),
        _ => pictures.Take(),
    };

    private ChaosCall Start(LvbApi api)
    {
        var id = streams.New("t");
        var start = DateTimeOffset.UtcNow.AddHours(1);
        var parameters = new Hashtable { ["StreamId"] = id, ["StartTime"] = start, ["Duration"] = "30m" };
        if (api == LvbApi.V3)
        {
            parameters["TemplateId"] = 1002;
        }
        else
        {
            parameters["FileFormat"] = "mp4";
        }

        var once = api == LvbApi.V2 ? "Live_Tape_Start" : "CreateRecordTask";
        return new("Start-LvbTape", api, parameters)
        {
            Tag = id, Interfaces = [once], Once = once, IsChange = true,
            Check = output =>
            {
                var task = ChaosPlan.One<TapeTask>(output);
                var known = world.Read((account, _) => (account.Recordings.Find(task.TaskId)?.Stream.Id, account.Recordings.TasksOf(id)));
                ChaosFailure.Unless(known == (id, 1), $"returned task {task.TaskId} of {known.Item1}; {known.Item2} tasks of {id}");
                _tasks.Add((api, task));
            },
            CheckUnknown = () => ChaosFailure.Unless(
                world.Read((account, _) => account.Recordings.TasksOf(id)) <= 1, $"made more than one task of {id}"),
        };
    }

    private ChaosCall Stop()
    {
        var index = random.Next(_tasks.Count);
        var (api, task) = _tasks[index];
        _tasks.RemoveAt(index);
        return new("Stop-LvbTape", api, new Hashtable { ["StreamId"] = task.StreamId, ["TaskId"] = task.TaskId })
        {
            Tag = api == LvbApi.V2 ? task.StreamId : task.TaskId, Interfaces = ["Live_Tape_Stop", "StopRecordTask"],
            IsChange = true,
            Check = _ => ChaosFailure.Unless(
                world.Read((account, _) => account.Recordings.Find(task.TaskId) is { Finished: true }), $"{task.TaskId} still runs"),
        };
    }

    private static ChaosCall Task(TapeTask task) => new("Get-LvbTapeTask", LvbApi.V3, new Hashtable { ["TaskId"] = task.TaskId })
    {
        Interfaces = ["DescribeRecordTask"],
        Check = output => ChaosFailure.Unless(
            ChaosPlan.One<TapeTask>(output) is var row && row.TaskId == task.TaskId && row.StreamId == task.StreamId,
            $"emitted another task than {task.TaskId} of {task.StreamId}"),
    };

    private ChaosCall Files(LvbApi api)
    {
        const string Id = "8888_news";
        var now = DateTimeOffset.UtcNow;
        return new("Get-LvbTapeFile", api,
            new Hashtable { ["StreamId"] = Id, ["StartTime"] = now.AddDays(-5), ["EndTime"] = now.AddHours(1) })
        {
            Interfaces = ["Live_Tape_GetFilelist", "SearchMedia"],
            Check = output =>
            {
                var listed = output.Cast<TapeFile>().Select(row => row.FileId).Order().ToList();
                var kept = world.Read((account, _) => account.Recordings.FilesOf(Id)
                    .Select(file => file.FileId.ToString(System.Globalization.CultureInfo.InvariantCulture)).Order().ToList());
                ChaosFailure.Unless(listed.SequenceEqual(kept), $"listed {listed.Count} files, there are {kept.Count}");
            },
        };
    }

    private ChaosCall StartMix(LvbApi api)
    {
        var session = streams.New("x");
        var output = streams.New("o");
        LvbMixInput[] inputs = [.. streams.Figures.Select((id, i) => new LvbMixInput(id, i + 1))];
        var once = api == LvbApi.V2 ? "Mix_StreamV2" : null;
        return new("Start-LvbStreamMix", api, new Hashtable
        {
            ["SessionId"] = session, ["OutputStreamId"] = output, ["NewStream"] = true, ["InputStream"] = inputs,
        })
        {
            Tag = session, Interfaces = ["Mix_StreamV2", "CreateCommonMixStream"], Once = once, OnceBody = "start_mix_stream",
            IsChange = true,
            Check = emitted =>
            {
                var mix = ChaosPlan.One<StreamMix>(emitted);
                var known = world.Read((account, _) => account.Mixes.Find(session));
                ChaosFailure.Unless(
                    mix.SessionId == session && known?.OutputId == output && known.Inputs.SequenceEqual(streams.Figures),
                    $"returned mix {mix.SessionId}, the account has {known?.SessionId} into {known?.OutputId}");
                _mix = (api, session + " " + output);
            },
        };
    }

    private ChaosCall StopMix((LvbApi Api, string Session) mix)
    {
        _mix = null;
        var names = mix.Session.Split(' ');
        return new("Stop-LvbStreamMix", mix.Api, new Hashtable { ["SessionId"] = names[0], ["OutputStreamId"] = names[1] })
        {
            Tag = names[0], Interfaces = ["Mix_StreamV2", "CancelCommonMixStream"], IsChange = true,
            Check = _ => ChaosFailure.Unless(
                world.Read((account, _) => account.Mixes.Find(names[0]) is null), $"the mix {names[0]} still runs"),
        };
    }
}

/// <summary>The queue of screenshots, which the sessions share. Only one session reads it at a time.</summary>
internal sealed class ChaosPictures(ChaosWorld world)
{
    private readonly HashSet<string> _emitted = [];

    // The sample account has some.
    private int _added = world.Read((account, _) => account.Screenshots.Count);

    /// <summary>Held by the session whose call reads the queue.</summary>
    public object Gate { get; } = new();

    /// <summary>Throws when more screenshots are missing than failed requests could have removed, one each.</summary>
    public void CheckNoneLost(int failed)
    {
        var left = world.Read((account, _) => account.Screenshots.Count);
        var lost = _added - _emitted.Count - left;
        ChaosFailure.Unless(
            lost >= 0 && lost <= failed, $"{_added} pictures: {_emitted.Count} emitted, {left} left, and only {failed} calls failed");
    }

    public ChaosCall Take()
    {
        world.Engine.SetStream(new EmulatorStreamChange("8888_concert") { Screenshots = 1 });
        Interlocked.Increment(ref _added);
        return new("Get-LvbScreenshot", LvbApi.V2, new Hashtable { ["First"] = 1 })
        {
            // A request of a stopped call could arrive after it, and would be counted for the next call.
            Interfaces = ["Live_Queue_Get"], Once = "Live_Queue_Get", MayStop = false,
            Check = output =>
            {
                foreach (var picture in output.Cast<Screenshot>())
                {
                    var path = Uri.UnescapeDataString(new Uri(picture.Url!).AbsolutePath);
                    ChaosFailure.Unless(_emitted.Add(path), $"emitted {path} twice");
                    ChaosFailure.Unless(
                        world.Read((account, _) => account.Screenshots.Knows(path)), $"emitted {path}, which was not in the queue");
                }
            },
        };
    }
}

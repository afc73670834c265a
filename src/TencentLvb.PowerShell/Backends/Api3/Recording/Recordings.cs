namespace TencentLvb.Backends.Api3;

/// <summary>Implements the operations on recordings that require more than one call.</summary>
internal sealed class Recordings(Api3Account account)
{
    private static readonly object WarnedKey = new();

    // The times of the services are not exact to the second.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(10);

    private readonly StreamLocator _locator = new(account);

    public LvbOperation<TapeTask> Start(StreamKey stream, TapeOptions options)
    {
        RecordTasks.Check(options, account.Site, DateTimeOffset.UtcNow);
        return new Api3Operation<TapeTask>(Api3Action.CreateRecordTask, stream.Id, async (context, cancellation) =>
        {
            var place = await _locator.FindAsync(stream, context, cancellation).ConfigureAwait(false);
            var template = await RecordTemplates.FindAsync(account, options, context, cancellation).ConfigureAwait(false);
            if (template is null)
            {
                await WarnOnceAsync(context).ConfigureAwait(false);
            }

            return await context.CallAsync(
                account, RecordTasks.Start(stream.Id, place, options, template, context.ServiceTime()), cancellation).ConfigureAwait(false);
        });
    }

    public LvbOperation<TapeTask> Stop(TapeTask task) => new Api3Operation<TapeTask>(
        Api3Action.StopRecordTask, task.StreamId, (context, cancellation) =>
        {
            if (context.Log.IsVerbose)
            {
                context.Log.Verbose("API 3.0 identifies a recording task by its ID only: -StreamId and -RealTime are not sent.");
            }

            return context.CallAsync(account, RecordTasks.Stop(task), cancellation);
        });

    /// <summary>Files do not contain their task here. The files of a task are found by its stream and times.</summary>
    public LvbOperation<IReadOnlyList<TapeFile>> Find(ILvbBackend backend, TapeFileSearch search) =>
        new Api3Operation<IReadOnlyList<TapeFile>>(Api3Action.SearchMedia, search.Stream.Id, async (context, cancellation) =>
        {
            var task = search.TaskId is { } id
                ? await context.Cache.GetAsync(
                    ("task", id),
                    null,
                    () => RecordTasks.FindAsync(account, search.Stream, id, search.StartTime, context, cancellation)).ConfigureAwait(false)
                : null;
            var wanted = task?.StartTime is { } start ? search with { StartTime = start } : search;
            var files = await new TapeFileSearchOperation(backend, wanted).RunAsync(context, cancellation).ConfigureAwait(false);
            return task is null
                ? files
                : files.Where(f => f.StartTime <= task.EndTime + Slack && f.EndTime >= task.StartTime - Slack).ToArray();
        });

    // The service accepts a wrong default: the files would be stored, and charged for, indefinitely.
    private static Task<bool> WarnOnceAsync(OperationContext context) => context.Cache.GetAsync(WarnedKey, null, () =>
    {
        context.Log.Warn(
            "No recording template is specified. The service records in HLS format and keeps the recording indefinitely. To change "
                + "this, specify -FileFormat or -TemplateId.");
        return Task.FromResult(true);
    });
}

namespace TencentLvb.Operations;

/// <summary>Searches the lists of a service for the files of a recording, starting with the latest day.</summary>
internal sealed class TapeFileSearchOperation(ILvbBackend backend, TapeFileSearch search) : LvbOperation<IReadOnlyList<TapeFile>>
{
    private readonly LvbOperation<Page<TapeFile>> _sample = backend.GetTapeFiles(
        new TapeFileQuery(search.Stream, null, Descending: true), new PageRequest(1, backend.Limits.TapeFiles.Default));

    public override string Interface => _sample.Interface;

    public override string DisplayName => _sample.DisplayName;

    public override RetryClass Retry => _sample.Retry;

    public override async Task<IReadOnlyList<TapeFile>> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var found = new List<TapeFile>();
        foreach (var window in backend.Limits.TapeFileRange.Split(search.Range(DateTimeOffset.Now), DateTimeOffset.MaxValue).Reverse())
        {
            var request = new PageRequest(1, backend.Limits.TapeFiles.Default);
            while (true)
            {
                var page = await backend.GetTapeFiles(new TapeFileQuery(search.Stream, window, Descending: true), request)
                    .RunAsync(context, cancellation).ConfigureAwait(false);
                found.AddRange(page.Rows);
                if (page.EndsAt(request) || found.Count == 0 || search.IsBefore(found[found.Count - 1]))
                {
                    break;
                }

                request = request.After(page);
            }
        }

        return search.Matching(found);
    }
}

namespace TencentLvb.Cmdlets.Bases;

/// <summary>A cmdlet that shows streams together: those that the pipeline or <c>-StreamId</c> names, or all.</summary>
public abstract class LvbStreamViewCmdlet : LvbOptionalStreamCmdlet
{
    private readonly List<StreamKey> _streams = [];

    private protected LvbStreamViewCmdlet()
    {
    }

    /// <summary>The named streams, each once.</summary>
    private protected List<StreamKey> NamedStreams => _streams.Distinct().ToList();

    /// <summary>The pipeline named no stream that can be shown. This never means all.</summary>
    private protected bool HasNothingToShow => _streams.Count == 0 && !AsksForAll;

    /// <inheritdoc/>
    protected sealed override void Process()
    {
        if (GivenStreams is not null)
        {
            _streams.AddRange(ValidStreams());
        }
    }
}

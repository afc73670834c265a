namespace TencentLvb.Cmdlets.Bases;

/// <summary>The base class of cmdlets that show streams together: the specified ones, or all.</summary>
public abstract class LvbStreamViewCmdlet : LvbOptionalStreamCmdlet
{
    private readonly List<StreamKey> _streams = [];

    private protected LvbStreamViewCmdlet()
    {
    }

    /// <summary>Gets the specified streams without repetitions.</summary>
    private protected List<StreamKey> NamedStreams => _streams.Distinct().ToList();

    /// <summary>Indicates that the pipeline contained no valid stream. This never means all streams.</summary>
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

namespace TencentLvb.Cmdlets;

/// <summary>Passes on all rows.</summary>
/// <param name="write">Receives each row.</param>
internal sealed class RowWriter(Action<object> write) : IRowWriter
{
    /// <summary>Writes the rows to the pipeline unchanged.</summary>
    public RowWriter(LvbCmdlet cmdlet)
        : this(cmdlet.WriteObject)
    {
    }

    /// <inheritdoc/>
    public bool IsDone => false;

    /// <inheritdoc/>
    public bool WantsMoreThan(int rows) => true;

    /// <inheritdoc/>
    public void Total(long? count)
    {
    }

    /// <inheritdoc/>
    public void Write(object row) => write(row);
}

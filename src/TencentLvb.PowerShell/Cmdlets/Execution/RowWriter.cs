namespace TencentLvb.Cmdlets;

/// <summary>Writes rows to the pipeline, all of them.</summary>
internal sealed class RowWriter(LvbCmdlet cmdlet) : IRowWriter
{
    /// <inheritdoc/>
    public bool IsDone => false;

    /// <inheritdoc/>
    public void Total(long? count)
    {
    }

    /// <inheritdoc/>
    public void Write(object row) => cmdlet.WriteObject(row);
}

namespace TencentLvb.Cmdlets;

/// <summary>Accepts the rows of a list, in order.</summary>
internal interface IRowWriter
{
    /// <summary>Indicates whether no further row is required.</summary>
    bool IsDone { get; }

    /// <summary>Determines whether rows beyond a number may still be required.</summary>
    bool WantsMoreThan(int rows);

    /// <summary>Receives the number of rows in the list with the first page; null if it is not known.</summary>
    void Total(long? count);

    /// <summary>Writes one row.</summary>
    void Write(object row);
}

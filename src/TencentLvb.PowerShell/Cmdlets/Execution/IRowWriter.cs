namespace TencentLvb.Cmdlets;

/// <summary>Takes the rows of a list, in order.</summary>
internal interface IRowWriter
{
    /// <summary>Whether no further row is wanted.</summary>
    bool IsDone { get; }

    /// <summary>Whether rows are wanted that come after so many more, for all that is known now.</summary>
    bool WantsMoreThan(int rows);

    /// <summary>Hears with the first page how many rows there are; null when nobody knows.</summary>
    void Total(long? count);

    /// <summary>Takes one row.</summary>
    void Write(object row);
}

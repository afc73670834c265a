using System.Management.Automation;

namespace TencentLvb.Cmdlets;

/// <summary>Writes rows to the pipeline and applies -First, -Skip and -IncludeTotalCount to all of them.</summary>
internal sealed class PagedWriter : IRowWriter
{
    private readonly LvbCmdlet _cmdlet;
    private readonly PagingParameters _paging;
    private ulong _skip;
    private ulong _left;
    private bool _owesTotal;

    /// <param name="cmdlet">The cmdlet that writes the rows.</param>
    /// <param name="paging">The paging parameters of the user.</param>
    /// <param name="isOneList">Whether all rows come from one list, whose total the service reports. Otherwise the total is
    /// unknown.</param>
    public PagedWriter(LvbCmdlet cmdlet, PagingParameters paging, bool isOneList)
    {
        _cmdlet = cmdlet;
        _paging = paging;
        _skip = paging.Skip;
        _left = paging.First;
        _owesTotal = paging.IncludeTotalCount;
        if (!isOneList)
        {
            Total(null);
        }
    }

    /// <inheritdoc/>
    public bool IsDone => _left == 0 && !_owesTotal;

    /// <inheritdoc/>
    public bool WantsMoreThan(int rows) => _left > 0 && (_left > ulong.MaxValue - _skip || _left + _skip > (ulong)rows);

    /// <inheritdoc/>
    public void Total(long? count)
    {
        if (_owesTotal)
        {
            _owesTotal = false;
            _cmdlet.WriteObject(_paging.NewTotalCount((ulong)(count ?? 0), count is null ? 0.0 : 1.0));
        }
    }

    /// <inheritdoc/>
    public void Write(object row)
    {
        if (_skip > 0)
        {
            _skip--;
        }
        else if (_left > 0)
        {
            _left--;
            _cmdlet.WriteObject(row);
        }
    }

    /// <summary>Returns the first page that contains a required row. Earlier pages need not be fetched.</summary>
    public PageRequest SkipPages(PageRequest first)
    {
        var pages = Math.Min(_skip / (ulong)first.Size, int.MaxValue - 1);
        _skip -= pages * (ulong)first.Size;
        return first with { Number = (int)pages + 1 };
    }

    /// <summary>Returns the number of calls that are certainly required, given the maximum number of rows per call.</summary>
    public int CallsNeeded(int rowsPerCall, int atMost)
    {
        if (_left == 0)
        {
            return _owesTotal ? 1 : 0;
        }

        var rows = _left > ulong.MaxValue - _skip ? ulong.MaxValue : _left + _skip;
        var calls = rows / (ulong)rowsPerCall;
        return calls >= (ulong)atMost ? atMost : Math.Max(1, (int)calls + (rows % (ulong)rowsPerCall == 0 ? 0 : 1));
    }
}

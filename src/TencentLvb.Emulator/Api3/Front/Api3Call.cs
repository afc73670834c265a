namespace TencentLvb.Emulator;

/// <summary>Represents one request to an action after the general checks.</summary>
internal sealed class Api3Call(Api3Parameters parameters, Account account, Shapes shapes, LvbSite site, DateTimeOffset now, Uri address)
{
    public Api3Parameters Parameters { get; } = parameters;

    public Account Account { get; } = account;

    public Shapes Shapes { get; } = shapes;

    public bool IsChina { get; } = site == LvbSite.China;

    public DateTimeOffset Now { get; } = now;

    /// <summary>Gets the emulator's own address, which also serves files and pictures.</summary>
    public Uri Address { get; } = address;

    /// <summary>Gets the keys of the account, for the action that issues temporary ones.</summary>
    public required Api3Keys Keys { get; init; }

    /// <summary>Gets the region; empty if it was not sent.</summary>
    public string Region { get; init; } = "";

    /// <summary>Gets or sets a note on usage that the documentation advises against, for the journal.</summary>
    public string? Note { get; set; }

    public StreamName Stream() => new(Parameters.NeedText("DomainName"), Parameters.NeedText("AppName"), Parameters.NeedText("StreamName"));

    /// <summary>Creates an error that has two prefixes, which depend on the action and its age.</summary>
    public Api3Error TwoFormed(string code, string message) => new(
        Shapes.Has(LvbEmulatorShape.InternalErrorForm) ? "InternalError" + code.Substring(code.IndexOf('.')) : code, message);

    /// <summary>Writes a list; an empty list has the selected form.</summary>
    public void Rows<T>(AnswerJson json, string name, IReadOnlyCollection<T> rows, Action<AnswerJson, T> fields)
    {
        if (rows.Count == 0 && Shapes.Has(LvbEmulatorShape.EmptyListMissing))
        {
            return;
        }

        if (rows.Count == 0 && Shapes.Has(LvbEmulatorShape.EmptyListNull))
        {
            json.Null(name);
            return;
        }

        json.Rows(name, rows, fields);
    }

    /// <summary>Writes a page of a list with its totals.</summary>
    public void Page<T>(AnswerJson json, string name, IReadOnlyList<T> all, Page page, Action<AnswerJson, T> fields)
    {
        var (start, count) = page.Of(all.Count);
        Rows(json, name, [.. all.Skip(start).Take(count)], fields);
        json.Number("TotalNum", (long)all.Count);
        json.Number("TotalPage", ((long)all.Count + page.Size - 1) / page.Size);
        json.Number("PageNum", (long)page.Number);
        json.Number("PageSize", (long)page.Size);
    }
}

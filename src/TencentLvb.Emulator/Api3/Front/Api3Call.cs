namespace TencentLvb.Emulator;

/// <summary>One request to one action, past the front checks.</summary>
internal sealed class Api3Call(Api3Parameters parameters, Account account, Shapes shapes, LvbSite site, DateTimeOffset now, Uri address)
{
    public Api3Parameters Parameters { get; } = parameters;

    public Account Account { get; } = account;

    public Shapes Shapes { get; } = shapes;

    public bool IsChina { get; } = site == LvbSite.China;

    public DateTimeOffset Now { get; } = now;

    /// <summary>The emulator's own address; files and pictures are served there.</summary>
    public Uri Address { get; } = address;

    /// <summary>The keys of the account, for the action that makes temporary ones.</summary>
    public required Api3Keys Keys { get; init; }

    /// <summary>Empty where none was sent.</summary>
    public string Region { get; init; } = "";

    /// <summary>What the documents advise against, for the journal.</summary>
    public string? Note { get; set; }

    public StreamName Stream() => new(Parameters.NeedText("DomainName"), Parameters.NeedText("AppName"), Parameters.NeedText("StreamName"));

    /// <summary>An error that has two prefixes, by action and by age.</summary>
    public Api3Error TwoFormed(string code, string message) => new(
        Shapes.Has(LvbEmulatorShape.InternalErrorForm) ? "InternalError" + code.Substring(code.IndexOf('.')) : code, message);

    /// <summary>A list; an empty one takes the form that was chosen.</summary>
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

    /// <summary>A page of a list, with the numbers that go with it.</summary>
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

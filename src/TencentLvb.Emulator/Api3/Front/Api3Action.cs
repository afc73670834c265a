namespace TencentLvb.Emulator;

/// <summary>An action of API 3.0: its name, its parameters, and what answers it.</summary>
/// <param name="Service">The product: live, vod or sts.</param>
/// <param name="Name">Case-sensitive.</param>
/// <param name="Answer">Acts, and gives what writes the fields of the answer; null: it has none but the request id.</param>
internal sealed record Api3Action(string Service, string Name, Func<Api3Call, Action<AnswerJson>?> Answer)
{
    /// <summary>Parameters that must be there, with blanks between.</summary>
    public string Required { get; init; } = "";

    /// <summary>Parameters that may be there. Any other is unknown.</summary>
    public string Optional { get; init; } = "";

    public RegionUse Region { get; init; }

    /// <summary>The site that has the action; null: both.</summary>
    public LvbSite? Site { get; init; }

    /// <summary>May come without a signature: the token inside speaks for it.</summary>
    public bool IsUnsigned { get; init; }

    public bool IsDeprecated { get; init; }

    /// <summary>Requests a second, by default; null where the site's page names none.</summary>
    public (int? China, int? International) Frequency { get; init; }

    public void CheckNames(Api3Parameters parameters)
    {
        string[] required = Names(Required);
        parameters.AllowOnly([.. required, .. Names(Optional)]);
        foreach (var name in required)
        {
            parameters.Need(name);
        }
    }

    private static string[] Names(string list) => list.Split([' '], StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>What an action does with <c>X-TC-Region</c>.</summary>
internal enum RegionUse
{
    /// <summary>It need not be sent, and has no effect.</summary>
    None,

    /// <summary>It may be sent.</summary>
    Optional,

    /// <summary>It must be sent, and must be one of the regions that have the feature.</summary>
    Required,
}

namespace TencentLvb.Emulator;

/// <summary>Represents an action of API 3.0: its name, its parameters, and its implementation.</summary>
/// <param name="Service">The product: live, vod or sts.</param>
/// <param name="Name">The case-sensitive name.</param>
/// <param name="Answer">Runs the action and returns what writes the fields of the response; null if it has only the request ID.</param>
internal sealed record Api3Action(string Service, string Name, Func<Api3Call, Action<AnswerJson>?> Answer)
{
    /// <summary>Gets the required parameters, separated by spaces.</summary>
    public string Required { get; init; } = "";

    /// <summary>Gets the optional parameters. Any other parameter is unknown.</summary>
    public string Optional { get; init; } = "";

    public RegionUse Region { get; init; }

    /// <summary>Gets the site that has the action; null for both.</summary>
    public LvbSite? Site { get; init; }

    /// <summary>Gets whether it can be sent without a signature, because it contains a token.</summary>
    public bool IsUnsigned { get; init; }

    public bool IsDeprecated { get; init; }

    /// <summary>Gets the default number of requests per second; null if the documentation of the site specifies none.</summary>
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

/// <summary>Specifies how an action uses <c>X-TC-Region</c>.</summary>
internal enum RegionUse
{
    /// <summary>It is not required and has no effect.</summary>
    None,

    /// <summary>It is optional.</summary>
    Optional,

    /// <summary>It is required, and must be a region that supports the feature.</summary>
    Required,
}

namespace TencentLvb.Build.Help;

/// <summary>The help page of one cmdlet. Prose is kept as the markdown in which it was written.</summary>
public sealed record HelpPage
{
    public required string Cmdlet { get; init; }

    public string Synopsis { get; init; } = "";

    public IReadOnlyList<HelpSyntax> Syntaxes { get; init; } = [];

    public string Description { get; init; } = "";

    public IReadOnlyList<HelpExample> Examples { get; init; } = [];

    public IReadOnlyList<HelpParameter> Parameters { get; init; } = [];

    public IReadOnlyList<HelpType> Inputs { get; init; } = [];

    public IReadOnlyList<HelpType> Outputs { get; init; } = [];

    public string Notes { get; init; } = "";

    public IReadOnlyList<HelpLink> Links { get; init; } = [];
}

/// <summary>One way to call the cmdlet. A cmdlet with a single unnamed set has no name here.</summary>
public sealed record HelpSyntax(string? SetName, bool IsDefault, string Text);

/// <summary>An example: its code, its output, and the remarks.</summary>
public sealed record HelpExample(string Title, IReadOnlyList<HelpCode> Blocks, string Remarks)
{
    public string Code => string.Join("\n", Blocks.Where(b => b.IsCode).Select(b => b.Text));
}

/// <summary>A fenced block; <paramref name="Info"/> is the text after the fence: <c>powershell</c>, or <c>output</c>.</summary>
public sealed record HelpCode(string Info, string Text)
{
    public bool IsCode => Info.StartsWith("powershell", System.StringComparison.Ordinal);
}

/// <summary>A parameter, with one block of properties for each group of sets in which they are equal.</summary>
public sealed record HelpParameter(string Name, string Description, IReadOnlyList<ParameterFacts> Facts);

/// <summary>What PowerShell knows about a parameter, in the terms of the page.</summary>
public sealed record ParameterFacts
{
    public required string Type { get; init; }

    public string Sets { get; init; } = "(All)";

    public string Aliases { get; init; } = "";

    public string AcceptedValues { get; init; } = "";

    public bool Required { get; init; }

    public string Position { get; init; } = "Named";

    public string Default { get; init; } = "None";

    public string PipelineInput { get; init; } = "False";

    public bool Wildcards { get; init; }
}

/// <summary>A type that is accepted from the pipeline, or emitted.</summary>
public sealed record HelpType(string Name, string Description);

/// <summary>A related page. A link to another cmdlet has no address.</summary>
public sealed record HelpLink(string Text, string Address);

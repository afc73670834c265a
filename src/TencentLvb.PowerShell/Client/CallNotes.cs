using System.Collections.Generic;

namespace TencentLvb.Client;

/// <summary>What a call has to say besides its result. Filled by workers, written by the pipeline thread alone.</summary>
internal sealed class CallNotes(bool verbose)
{
    private List<string>? _verbose;
    private List<string>? _warnings;

    /// <summary>Whether verbose lines are wanted at all: making them costs.</summary>
    public bool IsVerbose { get; } = verbose;

    /// <summary>Which key of its connection the call is signed with at first.</summary>
    public int KeyVersion { get; init; }

    public IReadOnlyList<string> VerboseLines => _verbose ?? (IReadOnlyList<string>)[];

    public IReadOnlyList<string> Warnings => _warnings ?? (IReadOnlyList<string>)[];

    public void Verbose(string line) => (_verbose ??= []).Add(line);

    public void Warn(string text) => (_warnings ??= []).Add(text);
}

using System.Management.Automation;

namespace TencentLvb;

/// <summary>Pushes or cuts streams of an emulator, sets their viewers, and takes screenshots of them.</summary>
[Cmdlet(VerbsCommon.Set, "LvbEmulatorStream", SupportsShouldProcess = true)]
public sealed class SetLvbEmulatorStreamCommand : LvbEmulatorCmdlet
{
    /// <summary>The streams; one that the account does not have yet is made.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ChannelId", "StreamName")]
    [AllowNull, AllowEmptyString, AllowEmptyCollection]
    [StreamIdArgument]
    [ArgumentCompleter(typeof(StreamIdCompleter))]
    public string[]? StreamId { get; set; }

    /// <summary>What the encoder does from now on.</summary>
    [Parameter]
    public LvbEmulatorStreamState? State { get; set; }

    /// <summary>From now on exactly so many viewers; without it their number moves by itself.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Online { get; set; }

    /// <summary>So many more screenshots of the stream in the queue.</summary>
    [Parameter]
    [ValidateRange(0, 100_000)]
    public int Screenshot { get; set; }

    private protected override void Process()
    {
        if (State is { } state && !Enum.IsDefined(typeof(LvbEmulatorStreamState), state))
        {
            throw LvbErrors.InvalidArgument($"-State {state} is no state.", "Give Live, NoInput or Error.");
        }

        var engine = NamedOrLast();
        foreach (var id in StreamId ?? [])
        {
            if (StreamIdRules.Refusal(id, out var given) is { } error)
            {
                WriteError(Cmdlets.ErrorRecords.From(error, given));
            }
            else if (ShouldProcess(id, "Set-LvbEmulatorStream"))
            {
                engine.SetStream(new EmulatorStreamChange(id) { State = State, Online = Online, Screenshots = Screenshot });
            }
        }
    }
}

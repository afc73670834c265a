using System.Management.Automation;

namespace TencentLvb;

/// <summary>Ends mixes (LVB: Mix_StreamV2). A <see cref="StreamMix"/> pipes in. The session id can be used again after 30 s.</summary>
[Cmdlet(VerbsLifecycle.Stop, "LvbStreamMix", SupportsShouldProcess = true)]
[OutputType(typeof(StreamMix))]
public sealed class StopLvbStreamMixCommand : LvbAccountCmdlet
{
    /// <summary>The name of the mix, as it was started.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public string SessionId { get; set; } = "";

    /// <summary>The stream that the mix comes out as, as it was started.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(StreamIdCompleter))]
    public string OutputStreamId { get; set; } = "";

    /// <summary>The inputs of a mix that is piped in, for -PassThru.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    [AllowNull, AllowEmptyCollection]
    public string[]? InputStreamId { get; set; }

    /// <summary>Emits the <see cref="StreamMix"/> that was ended; of a mix given by its names alone the inputs are not known.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (StreamIdRules.Refusal(OutputStreamId) is { } refusal)
        {
            WriteError(refusal, OutputStreamId);
            return;
        }

        if (!ShouldProcess($"mix '{SessionId}' with the output '{OutputStreamId}'", "Stop"))
        {
            return;
        }

        Calls.Connect();
        try
        {
            var mix = Calls.Run(Backend.StopMix(new StreamMix
            {
                SessionId = SessionId,
                OutputStreamId = OutputStreamId,
                InputStreamId = InputStreamId ?? [],
            }));
            if (PassThru)
            {
                WriteObject(mix);
            }
        }
        catch (LvbException error)
        {
            // One mix of several: the others go on.
            WriteError(error, SessionId);
        }
    }
}

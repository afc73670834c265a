using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Ends mixes (LVB: Mix_StreamV2). Accepts a <see cref="StreamMix"/> from the pipeline. The session ID can be used again after 30 s.
/// </summary>
[Cmdlet(VerbsLifecycle.Stop, "LvbStreamMix", SupportsShouldProcess = true)]
[OutputType(typeof(StreamMix))]
public sealed class StopLvbStreamMixCommand : LvbAccountCmdlet
{
    /// <summary>The name with which the mix was started.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public string SessionId { get; set; } = "";

    /// <summary>The output stream with which the mix was started.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(StreamIdCompleter))]
    public string OutputStreamId { get; set; } = "";

    /// <summary>The inputs of a mix from the pipeline, for -PassThru.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    [AllowNull, AllowEmptyCollection]
    public string[]? InputStreamId { get; set; }

    /// <summary>
    /// Emits the <see cref="StreamMix"/> that was ended. If the mix is specified only by its names, the inputs are not known.
    /// </summary>
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
            // One of several mixes: the others are processed.
            WriteError(error, SessionId);
        }
    }
}

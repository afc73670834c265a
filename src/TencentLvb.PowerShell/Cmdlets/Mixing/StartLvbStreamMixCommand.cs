using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Mixes streams into one (LVB: Mix_StreamV2). The inputs, at most 16 and usually at least two, are created with <c>New-LvbMixInput</c>
/// and must have been pushed for 5 s. Sent at most once; if the response is lost, the error is <c>LvbAmbiguousOutcome</c>.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "LvbStreamMix", SupportsShouldProcess = true)]
[OutputType(typeof(StreamMix))]
public sealed class StartLvbStreamMixCommand : LvbAccountCmdlet
{
    private readonly List<LvbMixInput> _inputs = [];

    /// <summary>
    /// A name for the mix: 1 to 80 of the letters A-Z and a-z, digits and _. It can be reused 30 s after the mix was stopped.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string SessionId { get; set; } = "";

    /// <summary>
    /// The output stream of the mix, at most 80 bytes: one of the inputs, which the mix then replaces, or a new stream with -NewStream.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(StreamIdCompleter))]
    public string OutputStreamId { get; set; } = "";

    /// <summary>The inputs, from <c>New-LvbMixInput</c>.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public LvbMixInput[] InputStream { get; set; } = [];

    /// <summary>Creates a separate output stream, which must not exist and must not be among the inputs.</summary>
    [Parameter]
    public SwitchParameter NewStream { get; set; }

    /// <summary>The output's bitrate, 1 to 50000 kbit/s.</summary>
    [Parameter]
    [ValidateRange(1, 50000)]
    public int? Bitrate { get; set; }

    /// <summary>
    /// The layout: 0 (the service's default), or one of 10 to 50 for two inputs, 310, 390 and 391 for three, 410 for four, 510 and 590
    /// for five, 610 for six.
    /// </summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? TemplateId { get; set; }

    /// <inheritdoc/>
    protected override void Check() => Refuse(() =>
    {
        MixRules.CheckNames(SessionId, OutputStreamId);
        if (StreamIdRules.Refusal(OutputStreamId) is { } error)
        {
            throw error;
        }
    });

    /// <inheritdoc/>
    protected override void Process()
    {
        // Reads only as many as are required to see that there are too many.
        foreach (var input in InputStream)
        {
            if (_inputs.Count <= BackendLimits.Widest.Mix.MostInputs)
            {
                _inputs.Add(input);
            }
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        Refuse(() => MixRules.CheckInputs(OutputStreamId, NewStream, _inputs));
        if (!ShouldProcess($"mix '{SessionId}' with the output '{OutputStreamId}' (inputs: {_inputs.Count})", "Start"))
        {
            return;
        }

        Calls.Connect();
        try
        {
            WriteObject(Calls.Run(Backend.StartMix(new MixRequest(SessionId, OutputStreamId, _inputs)
            {
                NewStream = NewStream,
                Bitrate = Bitrate,
                TemplateId = TemplateId,
            })));
        }
        catch (LvbException error)
        {
            WriteError(error, SessionId);
        }
    }

    private void Refuse(Action check)
    {
        try
        {
            check();
        }
        catch (LvbException error)
        {
            ThrowError(error, SessionId);
        }
    }
}

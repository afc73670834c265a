using System.Management.Automation;

namespace TencentLvb;

/// <summary>Starts or cuts pushes in an emulator, sets viewers, and takes screenshots.</summary>
[Cmdlet(VerbsCommon.Set, "LvbEmulatorStream", SupportsShouldProcess = true)]
public sealed class SetLvbEmulatorStreamCommand : LvbEmulatorCmdlet
{
    /// <summary>The streams. A stream that does not exist is created.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ChannelId", "StreamName")]
    [AllowNull, AllowEmptyString, AllowEmptyCollection]
    [StreamIdArgument]
    [ArgumentCompleter(typeof(StreamIdCompleter))]
    public string[]? StreamId { get; set; }

    /// <summary>
    /// The push domain of the stream. Without it and <c>-AppName</c>, the stream with this ID is used wherever it is pushed; a new stream
    /// uses the account's first push domain. A domain that the account does not have is added to it.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Domain", "DomainName")]
    public string? PushDomain { get; set; }

    /// <summary>The path of the stream. Default for a new stream: <c>live</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AppName { get; set; }

    /// <summary>The time of the change, at most three days ago. Default: now. Figures and pushes then start in the past.</summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? Since { get; set; }

    /// <summary>The state of the encoder from now on.</summary>
    [Parameter]
    public LvbEmulatorStreamState? State { get; set; }

    /// <summary>The exact number of viewers from now on. By default the number varies automatically.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Online { get; set; }

    /// <summary>The number of screenshots of the stream to add to the queue.</summary>
    [Parameter]
    [ValidateRange(0, 100_000)]
    public int Screenshot { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (State is { } state && !Enum.IsDefined(typeof(LvbEmulatorStreamState), state))
        {
            throw LvbErrors.InvalidArgument($"-State {state} is not a valid state.", "Specify Live, NoInput or Error.");
        }

        CheckSince();
        var engine = NamedOrLast();
        foreach (var id in StreamId ?? [])
        {
            if (StreamIdRules.Refusal(id, out var given) is { } error)
            {
                WriteError(error, given);
            }
            else if (ShouldProcess(id, "Set-LvbEmulatorStream"))
            {
                Set(engine, id);
            }
        }
    }

    private void CheckSince()
    {
        DateTimeOffset? since = Since;
        if (since > DateTimeOffset.UtcNow || since < DateTimeOffset.UtcNow.AddDays(-3))
        {
            throw LvbErrors.InvalidArgument(
                $"-Since {since:yyyy-MM-dd HH:mm:ss zzz} is not within the last three days.",
                "Specify a time within the last three days, for example (Get-Date).AddMinutes(-10).");
        }
    }

    private void Set(IEmulatorEngine engine, string id)
    {
        try
        {
            engine.SetStream(new EmulatorStreamChange(id)
            {
                PushDomain = string.IsNullOrEmpty(PushDomain) ? null : PushDomain,
                AppName = string.IsNullOrEmpty(AppName) ? null : AppName,
                Since = Since,
                State = State,
                Online = Online,
                Screenshots = Screenshot,
            });
        }
        catch (ArgumentException e)
        {
            WriteError(Cmdlets.ErrorRecords.From(LvbErrors.InvalidArgument(e.Message, "Specify a later -Since, or omit it."), id));
        }
    }
}

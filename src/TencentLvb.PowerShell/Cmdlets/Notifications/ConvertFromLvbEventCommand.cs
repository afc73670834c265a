using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Verifies and reads notifications that another program received: a function app, a runbook, a web framework, a file. Emits a typed
/// event for each body. Input that is not a notification causes <c>LvbEventMalformed</c>, a wrong or missing sign
/// <c>LvbEventInvalidSignature</c>, and an expired sign or one too far in the future <c>LvbEventExpired</c>. The sign proves that
/// <c>t</c> was created with the key, and nothing about the rest of the body.
/// </summary>
[Cmdlet(VerbsData.ConvertFrom, "LvbEvent", DefaultParameterSetName = ConnectionSet)]
[OutputType(typeof(LvbEvent), typeof(StreamStateEvent), typeof(TapeFileEvent), typeof(ScreenshotEvent))]
public sealed class ConvertFromLvbEventCommand : LvbEventCmdlet
{
    private readonly EventInputJoiner _joiner = new();
    private NotificationReader? _reader;

    /// <summary>
    /// The body as text, bytes, a hashtable or an object, or a request object, webhook data or gateway event that contains the body. A
    /// string that is valid on its own is used unchanged; other lines, and bytes, from the pipeline are joined.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull, AllowEmptyString, AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <summary>Skips the check of the sign and the time, and requires no key. Use it for bodies that were verified before.</summary>
    [Parameter]
    public SwitchParameter SkipVerification { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        // Without a key no input can be verified, so the command ends before the first.
        if (!SkipVerification)
        {
            VerificationKey();
        }

        _reader = new NotificationReader(
            new EventPolicy
            {
                SkipVerification = SkipVerification,
                AllowExpired = AllowExpired,
                AllowUnsigned = AllowUnsigned,
                MaximumAhead = MaximumAhead,
            },
            VerificationKey);
    }

    /// <inheritdoc/>
    protected override void Process() => Emit(_joiner.Add(InputObject, MyInvocation.ExpectingInput));

    /// <inheritdoc/>
    protected override void End() => Emit(_joiner.Rest());

    private void Emit(IEnumerable<EventInput> inputs)
    {
        foreach (var input in inputs)
        {
            foreach (var body in Bodies(input))
            {
                Emit(body, input.Given);
            }
        }
    }

    private List<byte[]> Bodies(EventInput input)
    {
        try
        {
            return input.Bodies();
        }
        catch (LvbException error)
        {
            WriteError(error, input.Given);
            return [];
        }
    }

    // An invalid body does not affect the others of the same input.
    private void Emit(byte[] body, object? given)
    {
        LvbEvent told;
        try
        {
            told = Read(body);
        }
        catch (LvbException error)
        {
            WriteError(error, given);
            return;
        }

        WriteObject(told);
    }

    private LvbEvent Read(byte[] body)
    {
        try
        {
            return _reader!.Read(body, DateTimeOffset.Now).Event;
        }
        catch (LvbException error) when (error.ErrorId == EventErrors.InvalidSignatureId)
        {
            if (!TakeRotatedKey())
            {
                throw;
            }

            return _reader!.Read(body, DateTimeOffset.Now).Event;
        }
    }
}

using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Verifies and reads notifications that something else received: a function app, a runbook, a web framework, a file. Emits a typed event
/// for each body. What is not a notification gives <c>LvbEventMalformed</c>, a wrong or missing sign <c>LvbEventInvalidSignature</c>, one
/// whose time is over or lies too far ahead <c>LvbEventExpired</c>. The sign proves that <c>t</c> was made with the key, and nothing about
/// the rest of the body.
/// </summary>
[Cmdlet(VerbsData.ConvertFrom, "LvbEvent", DefaultParameterSetName = ConnectionSet)]
[OutputType(typeof(LvbEvent), typeof(StreamStateEvent), typeof(TapeFileEvent), typeof(ScreenshotEvent))]
public sealed class ConvertFromLvbEventCommand : LvbEventCmdlet
{
    private readonly EventInputJoiner _joiner = new();
    private NotificationReader? _reader;

    /// <summary>
    /// The body as text, bytes, a hashtable or an object, or a request object, webhook data or gateway event with the body in it. A string
    /// that parses by itself is taken as it is; other lines, and bytes, from the pipeline are joined.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull, AllowEmptyString, AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <summary>Checks neither the sign nor the time, and needs no key: for bodies that were verified before.</summary>
    [Parameter]
    public SwitchParameter SkipVerification { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        // Without a key nothing can be said about any input: that ends the command, before the first.
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

    // One bad body leaves the others of the same input alone.
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

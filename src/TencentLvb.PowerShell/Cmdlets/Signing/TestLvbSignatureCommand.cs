using System.Management.Automation;
using System.Security;

namespace TencentLvb;

/// <summary>
/// Tests whether a signature is valid: created with this key, not expired, and not too far in the future. The comparison takes constant
/// time. A valid signature proves that <c>t</c> was signed, and nothing about the rest of the message.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "LvbSignature", DefaultParameterSetName = ConnectionSet)]
[OutputType(typeof(bool))]
public sealed class TestLvbSignatureCommand : LvbKeyCmdlet
{
    private SecureString? _key;

    /// <summary>The expiry of the signature, in Unix seconds, as it was sent.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public long T { get; set; }

    /// <summary>The signature: 32 hex digits in either case. Any other text, including an empty one, is not valid.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    public string? Sign { get; set; }

    /// <summary>The time for which the signature is tested. Default: now.</summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? At { get; set; }

    /// <summary>The maximum time that <c>t</c> can be in the future. Default: no limit.</summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? MaximumAhead { get; set; }

    /// <inheritdoc/>
    protected override void Check()
    {
        if (MaximumAhead < TimeSpan.Zero)
        {
            ThrowInvalid(
                $"-MaximumAhead {MaximumAhead} is negative.", "Specify a duration of zero or more, for example 10m or 1h.", MaximumAhead);
        }
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        _key ??= ResolveKey();
        var at = At ?? DateTimeOffset.UtcNow;
        WriteObject(SignatureCheck.Matches(_key, T, Sign)
            && !SignatureCheck.IsExpired(T, at)
            && !(MaximumAhead is { } allowed && SignatureCheck.IsTooFarAhead(T, at, allowed)));
    }
}

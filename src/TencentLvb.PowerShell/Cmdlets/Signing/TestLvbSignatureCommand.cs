using System.Management.Automation;
using System.Security;

namespace TencentLvb;

/// <summary>
/// Tells whether a signature is good: made with this key, not expired, and not further ahead than allowed. The comparison takes
/// the same time wherever the two differ. It proves that <c>t</c> was signed, and nothing about what came with it.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "LvbSignature", DefaultParameterSetName = ConnectionSet)]
[OutputType(typeof(bool))]
public sealed class TestLvbSignatureCommand : LvbKeyCmdlet
{
    private SecureString? _key;

    /// <summary>When the signature expires, in Unix seconds, as it was sent.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public long T { get; set; }

    /// <summary>The signature: 32 hex digits in either case. Anything else, nothing included, is no good signature.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    public string? Sign { get; set; }

    /// <summary>The moment to test for. Default: now.</summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? At { get; set; }

    /// <summary>How far ahead <c>t</c> may lie. Default: no limit.</summary>
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

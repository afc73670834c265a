using System.Globalization;
using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Creates a signature in the service's format: <c>sign = md5(key + t)</c>, where <c>t</c> is the Unix second at which it expires. Sends
/// nothing.
/// </summary>
[Cmdlet(VerbsCommon.New, "LvbSignature", DefaultParameterSetName = ConnectionSet)]
[OutputType(typeof(LvbSignature))]
public sealed class NewLvbSignatureCommand : LvbKeyCmdlet
{
    private static readonly TimeSpan UsualValidity = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The time for which the signature is valid, from now. Default: the connection's validity, otherwise 60 s. Cannot be combined with
    /// -ExpiresAt.
    /// </summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? Validity { get; set; }

    /// <summary>The time at which the signature expires. Fractions of a second are discarded. Cannot be combined with -Validity.</summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? ExpiresAt { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var key = ResolveKey();
        var usual = (UsesConnection ? ConnectionInUse.Validity : null) ?? UsualValidity;
        var t = ExpiryArguments.UnixTime(Validity, ExpiresAt, usual, DateTimeOffset.UtcNow);
        var sign = LvbSigner.Sign(key, t);
        WriteObject(new LvbSignature
        {
            T = t,
            Sign = sign,
            ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(t).ToLocalTime(),
            Query = "t=" + t.ToString(CultureInfo.InvariantCulture) + "&sign=" + sign,
        });
    }
}

using System.Globalization;
using System.Management.Automation;

namespace TencentLvb;

/// <summary>Makes a signature as the service asks for it: <c>sign = md5(key + t)</c>, <c>t</c> being the Unix second at which it expires.
/// Sends nothing.</summary>
[Cmdlet(VerbsCommon.New, "LvbSignature", DefaultParameterSetName = ConnectionSet)]
[OutputType(typeof(LvbSignature))]
public sealed class NewLvbSignatureCommand : LvbKeyCmdlet
{
    private static readonly TimeSpan UsualValidity = TimeSpan.FromSeconds(60);

    /// <summary>How long from now it is good. Default: the connection's validity, else 60 s. Not with -ExpiresAt.</summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? Validity { get; set; }

    /// <summary>Until when it is good; fractions of a second are cut off. Not with -Validity.</summary>
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

using System.Management.Automation;
using System.Security;

namespace TencentLvb;

/// <summary>
/// Creates the playback addresses of a stream, one for each protocol. Sends nothing. The addresses are signed if the play domain's key is
/// specified, which domains require only if authentication is enabled.
/// </summary>
[Cmdlet(VerbsCommon.New, "LvbPlayUrl")]
[OutputType(typeof(LvbStreamUrl))]
public sealed class NewLvbPlayUrlCommand : LvbStreamUrlCmdlet
{
    /// <summary>The play domain, for example <c>8888.liveplay.myqcloud.com</c>.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("Domain")]
    [ValidateNotNullOrEmpty]
    public string PlayDomain { get; set; } = "";

    /// <summary>
    /// The play domain's authentication key, if the domain requires signed addresses. It differs from the push domain's key.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? PlayKey { get; set; }

    /// <summary>The protocols for which addresses are created. Default: all.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public LvbStreamProtocol[] Protocol { get; set; } = [LvbStreamProtocol.Rtmp, LvbStreamProtocol.Flv, LvbStreamProtocol.Hls];

    internal override (string Value, string Parameter) UrlDomain => (PlayDomain, nameof(PlayDomain));

    internal override (SecureString? Value, string Parameter) GivenKey => (PlayKey, nameof(PlayKey));

    /// <inheritdoc/>
    protected override void Check()
    {
        base.Check();
        if (PlayKey is null && (Validity is not null || ExpiresAt is not null))
        {
            ThrowInvalid("An address without a signature does not expire.", "Specify -PlayKey too, or omit -Validity and -ExpiresAt.",
                null);
        }
    }

    internal override void Emit(string streamId, long t)
    {
        foreach (var protocol in Protocol)
        {
            Emit(streamId, protocol, StreamUrlBuilder.Play(protocol, PlayDomain, AppName, streamId, UrlKey, t), t);
        }
    }
}

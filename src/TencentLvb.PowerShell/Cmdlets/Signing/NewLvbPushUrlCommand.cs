using System.Management.Automation;
using System.Security;

namespace TencentLvb;

/// <summary>
/// Creates the push address of a stream, signed with the push domain's anti-leech key (which is not the API key). Sends nothing. On the
/// account's own domain (<c>8888.livepush.myqcloud.com</c>) the address also contains the bizid.
/// </summary>
[Cmdlet(VerbsCommon.New, "LvbPushUrl")]
[OutputType(typeof(LvbStreamUrl))]
public sealed class NewLvbPushUrlCommand : LvbStreamUrlCmdlet
{
    /// <summary>The push domain, for example <c>8888.livepush.myqcloud.com</c>.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("Domain")]
    [ValidateNotNullOrEmpty]
    public string PushDomain { get; set; } = "";

    /// <summary>The push domain's authentication key.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNull]
    public SecureString? PushKey { get; set; }

    internal override (string Value, string Parameter) UrlDomain => (PushDomain, nameof(PushDomain));

    internal override (SecureString? Value, string Parameter) GivenKey => (PushKey, nameof(PushKey));

    internal override void Emit(string streamId, long t) =>
        Emit(streamId, LvbStreamProtocol.Rtmp, StreamUrlBuilder.Push(PushDomain, AppName, streamId, UrlKey!, t), t);
}

using System.Management.Automation;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>A cmdlet that must be told its streams, and may be told where each of them is pushed.</summary>
public abstract class LvbPushedStreamCmdlet : LvbStreamCmdlet
{
    private protected LvbPushedStreamCmdlet()
    {
    }

    /// <summary>
    /// The push domain of the streams. API 3.0 names a stream by push domain, path and id; what is not given is looked up. API 2.0 uses it
    /// where the interface takes it. Objects that are piped in bring it along.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Domain", "DomainName")]
    [AllowNull, AllowEmptyString]
    [ArgumentCompleter(typeof(PushDomainCompleter))]
    public string? PushDomain { get; set; }

    /// <summary>The path of the push address, usually <c>live</c>. As with -PushDomain, objects that are piped in bring it along.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    public string? AppName { get; set; }

    internal sealed override StreamKey Key(string id) => StreamInput.Key(id, PushDomain, AppName);
}

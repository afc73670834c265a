using System.Management.Automation;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>The base class of cmdlets that require streams and accept the push domain and path of each stream.</summary>
public abstract class LvbPushedStreamCmdlet : LvbStreamCmdlet
{
    private protected LvbPushedStreamCmdlet()
    {
    }

    /// <summary>
    /// The push domain of the streams. API 3.0 identifies a stream by push domain, path and ID; missing parts are looked up. API 2.0 uses
    /// the push domain where the interface accepts it. Objects from the pipeline supply it.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Domain", "DomainName")]
    [AllowNull, AllowEmptyString]
    [ArgumentCompleter(typeof(PushDomainCompleter))]
    public string? PushDomain { get; set; }

    /// <summary>The path of the push address, usually <c>live</c>. Objects from the pipeline supply it, as with -PushDomain.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    public string? AppName { get; set; }

    internal sealed override StreamKey Key(string id) => StreamInput.Key(id, PushDomain, AppName);
}

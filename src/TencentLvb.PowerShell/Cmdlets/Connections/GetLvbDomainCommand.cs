using System.Management.Automation;

namespace TencentLvb;

/// <summary>Gets the push and playback domains of the account (API 3.0: DescribeLiveDomains).</summary>
[Cmdlet(VerbsCommon.Get, "LvbDomain")]
[OutputType(typeof(LvbDomain))]
public sealed class GetLvbDomainCommand : LvbAccountCmdlet
{
    /// <summary>Only domains of this type: Push or Play. Default: both.</summary>
    [Parameter(Position = 0)]
    public LvbDomainType? Type { get; set; }

    /// <inheritdoc/>
    protected override void End() => new PageReader<Page<LvbDomain>>(Calls, new RowWriter(this), page => Backend.GetDomains(Type, page))
        .Run(new PageRequest(1, Backend.Limits.Domains.Default));
}

using System.Collections;
using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Calls any interface of API 2.0 or any action of API 3.0, for functions without a cmdlet. Emits the <c>output</c> of the response (API
/// 3.0: its <c>Response</c> without the RequestId). Interfaces that the module knows use their usual host, region and retry rules. Any
/// other interface is sent at most once, unless it is a query (API 3.0: <c>Describe...</c>).
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "LvbApi", SupportsShouldProcess = true)]
[OutputType(typeof(PSObject))]
public sealed class InvokeLvbApiCommand : LvbAccountCmdlet
{
    /// <summary>
    /// The name of the interface, for example <c>Live_Channel_GetStatus</c>, or of the API 3.0 action, for example
    /// <c>DescribeLiveStreamState</c>.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InterfaceCompleter))]
    public string Interface { get; set; } = "";

    /// <summary>
    /// The parameters. Names that begin with <c>Param.</c> are sent unchanged. Short names of known parameters (channel_id, page_no) get
    /// their prefix. For unknown parameters, text is sent as <c>Param.s.</c> and a number as <c>Param.n.</c>. On API 3.0 the parameters
    /// are the JSON of the request, with the same nesting.
    /// </summary>
    [Parameter(Position = 1)]
    [ValidateNotNull]
    public IDictionary? Parameter { get; set; }

    /// <summary>Sends the request to the statistics host (API 2.0). Required only for interfaces that this module does not know.</summary>
    [Parameter]
    public SwitchParameter Statistics { get; set; }

    /// <summary>
    /// A JSON body: a hashtable, an object, or JSON text. On API 2.0 the request is then a POST; on API 3.0 it replaces -Parameter.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public object? Body { get; set; }

    /// <summary>The product that provides the action (API 3.0), for example <c>vod</c>. Default: <c>live</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Service { get; set; }

    /// <summary>
    /// The version of the product (API 3.0), for example <c>2018-08-01</c>. Required only for products other than live, vod and sts.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Version { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var call = Backend.Invoke(new RawCall(Interface)
        {
            Parameters = PlainTable.Of(Parameter),
            ParametersAsJson = Parameter is { } table ? () => new JsonBody("-Parameter").ToBytes(table) : null,
            Body = Body is null ? null : JsonBody.Write(Body),
            Statistics = Statistics,
            Service = Service,
            Version = Version,
        });

        // An inherited -WhatIf does not suppress queries, as with any Get- cmdlet. An explicit -WhatIf does.
        var asks = call.Retry != RetryClass.Repeatable
            || MyInvocation.BoundParameters.ContainsKey("WhatIf")
            || MyInvocation.BoundParameters.ContainsKey("Confirm");
        if (asks && !ShouldProcess("the LVB account", "Call the interface " + call.Interface))
        {
            return;
        }

        Calls.Connect();
        foreach (var item in Calls.Run(call))
        {
            WriteObject(JsonObjects.Value(item));
        }
    }

    private protected override object? ErrorTarget(LvbException error) => Interface;
}

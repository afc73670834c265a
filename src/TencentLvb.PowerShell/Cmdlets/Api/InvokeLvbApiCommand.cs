using System.Collections;
using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Calls any interface of API 2.0, or any action of API 3.0, for what has no cmdlet of its own. Emits the <c>output</c> of the answer, on
/// API 3.0 its <c>Response</c> without the RequestId. What this module knows keeps its host, its region and its way with failures; anything
/// else is sent at most once, unless it is a read (API 3.0: <c>Describe...</c>).
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "LvbApi", SupportsShouldProcess = true)]
[OutputType(typeof(PSObject))]
public sealed class InvokeLvbApiCommand : LvbAccountCmdlet
{
    /// <summary>
    /// The name of the interface, for example <c>Live_Channel_GetStatus</c>; on API 3.0 of the action, for example
    /// <c>DescribeLiveStreamState</c>.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InterfaceCompleter))]
    public string Interface { get; set; } = "";

    /// <summary>
    /// The parameters. Names that begin with <c>Param.</c> go as they stand. Short names of known parameters (channel_id, page_no)
    /// get their prefix; of unknown ones text goes as <c>Param.s.</c> and a number as <c>Param.n.</c>. On API 3.0 they are the JSON of the
    /// request, nested as they are.
    /// </summary>
    [Parameter(Position = 1)]
    [ValidateNotNull]
    public IDictionary? Parameter { get; set; }

    /// <summary>
    /// The interface lives on the statistics host (API 2.0). Needed only for interfaces that this module does not know.
    /// </summary>
    [Parameter]
    public SwitchParameter Statistics { get; set; }

    /// <summary>
    /// A JSON body: a hashtable, an object, or a text of JSON. On API 2.0 it makes the call a POST; on API 3.0 it takes the place of
    /// -Parameter.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public object? Body { get; set; }

    /// <summary>The product that has the action (API 3.0), for example <c>vod</c>. Default <c>live</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Service { get; set; }

    /// <summary>
    /// The version of the product (API 3.0), for example <c>2018-08-01</c>. Needed only for products other than live, vod and sts.
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

        // A dry run goes on with its queries, as with any Get- cmdlet, unless it was asked for here.
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

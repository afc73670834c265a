using System.Collections;
using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Calls any LVB interface, for what has no cmdlet of its own, and emits the <c>output</c> of its answer. An interface that this
/// module knows keeps its host and its way with failures; any other is sent at most once.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "LvbApi", SupportsShouldProcess = true)]
[OutputType(typeof(PSObject))]
public sealed class InvokeLvbApiCommand : LvbAccountCmdlet
{
    /// <summary>The interface's name, as <c>Live_Channel_GetStatus</c>.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InterfaceCompleter))]
    public string Interface { get; set; } = "";

    /// <summary>
    /// The parameters. Names that begin with <c>Param.</c> go as they stand. Short names of known parameters (channel_id, page_no)
    /// get their prefix; of unknown ones text goes as <c>Param.s.</c> and a number as <c>Param.n.</c>.
    /// </summary>
    [Parameter(Position = 1)]
    [ValidateNotNull]
    public IDictionary? Parameter { get; set; }

    /// <summary>The interface lives on the statistics host. Needed only for interfaces that this module does not know.</summary>
    [Parameter]
    public SwitchParameter Statistics { get; set; }

    /// <summary>A JSON body, which makes the call a POST: a hashtable, an object, or a text of JSON.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? Body { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var call = Backend.Invoke(new RawCall(Interface)
        {
            Parameters = PlainTable.Of(Parameter),
            ParametersAsJson = Parameter is { } table ? () => new JsonBody("-Parameter").ToBytes(table) : null,
            Body = Body is null ? null : JsonBody.Write(Body),
            Statistics = Statistics,
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
        try
        {
            foreach (var item in Calls.Run(call))
            {
                WriteObject(JsonObjects.Value(item));
            }
        }
        catch (LvbException error)
        {
            ThrowError(error, Interface);
        }
    }
}

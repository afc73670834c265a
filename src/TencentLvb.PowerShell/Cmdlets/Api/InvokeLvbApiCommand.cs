using System.Collections;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace TencentLvb;

/// <summary>
/// Calls any LVB interface, for what has no cmdlet of its own, and emits the <c>output</c> of its answer. An interface that this
/// module knows keeps its host and its way with failures; any other is sent at most once.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "LvbApi", SupportsShouldProcess = true)]
[OutputType(typeof(PSObject))]
public sealed class InvokeLvbApiCommand : LvbCmdlet
{
    private static readonly Regex NamePattern = new(@"^[A-Za-z0-9_.]+\z", RegexOptions.CultureInvariant);

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
        var request = Request(Target());

        // A dry run goes on with its queries, as with any Get- cmdlet, unless it was asked for here.
        var asks = request.Retry != RetryClass.Repeatable
            || MyInvocation.BoundParameters.ContainsKey("WhatIf")
            || MyInvocation.BoundParameters.ContainsKey("Confirm");
        if (asks && !ShouldProcess("the LVB account", "Call the interface " + request.Interface.Name))
        {
            return;
        }

        _ = Account;
        try
        {
            foreach (var item in Call(request))
            {
                WriteObject(item);
            }
        }
        catch (LvbException error)
        {
            ThrowError(error, Interface);
        }
    }

    private Lvb2Interface Target()
    {
        if (!NamePattern.IsMatch(Interface))
        {
            throw LvbErrors.InvalidArgument($"-Interface '{Interface}' is no interface's name.", "Give a name as the LVB documents have it, as Live_Channel_GetStatus.");
        }

        if (!Lvb2Interface.Known.TryGetValue(Interface, out var known))
        {
            return Lvb2Interface.Unknown(Interface, Statistics ? LvbHost.Statistics : LvbHost.Business);
        }

        return Statistics && known.Host != LvbHost.Statistics
            ? throw LvbErrors.InvalidArgument($"The interface {known.Name} is not on the statistics host.", "Leave -Statistics away.")
            : known;
    }

    private LvbRequest<IReadOnlyList<object?>> Request(Lvb2Interface target)
    {
        var parameters = ApiParameters.Read(Parameter, target);
        var body = Body is null ? null : JsonBody.Write(Body);
        return new LvbRequest<IReadOnlyList<object?>>(target, parameters, JsonObjects.Output)
        {
            HowToLook = ApiHints.HowToLook(target, parameters) ?? TransportMessage.LookAtTheAccount,
            Retry = Cuts(target, parameters) ? RetryClass.AtMostOnce : target.Retry,
            Body = body is null ? null : _ => body,
            AlsoSuccess = target.Host == LvbHost.Statistics ? Lvb2LiveStatQuery.EmptyResults : [],
        };
    }

    // Status 2 cuts the push of now: a second call would cut the stream that has just come back.
    private static bool Cuts(Lvb2Interface target, WireParameters parameters) =>
        target == Lvb2Interface.ChannelSetStatus && parameters.Find("Param.n.status") is not (null or "0" or "1");
}

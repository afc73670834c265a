using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Removes addresses of notifications (API 3.0: callback templates and rules): those of the specified kinds or, without -EventType, the
/// rule of the push domain and path, and its template if no other path uses it. If nothing is set, the cmdlet does nothing. A change
/// takes effect within ten minutes.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "LvbCallback", SupportsShouldProcess = true)]
[OutputType(typeof(LvbCallback))]
public sealed class RemoveLvbCallbackCommand : LvbCallbackCmdlet
{
    /// <summary>The kinds of events whose addresses are removed. Default: all.</summary>
    [Parameter(Position = 0)]
    [EventTypeArgument]
    public LvbEventType[]? EventType { get; set; }

    /// <summary>Emits the resulting <see cref="LvbCallback"/>.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Check() => CheckTypes(EventType);

    /// <inheritdoc/>
    protected override void Process()
    {
        var what = EventType is null ? "Remove all addresses" : "Remove the addresses for " + string.Join(", ", EventType);
        if (!ShouldProcess("notifications for " + Place, what))
        {
            return;
        }

        var place = Place;
        LvbCallback? callback;
        try
        {
            callback = Calls.Run(Backend.RemoveCallback(Change() with { EventTypes = EventType ?? [] }));
        }
        catch (LvbException error)
        {
            WriteError(error, place);
            return;
        }

        if (callback is null)
        {
            WriteVerbose($"No callback address is set for {place}, so there is nothing to remove.");
        }
        else if (PassThru)
        {
            WriteObject(callback);
        }
    }
}

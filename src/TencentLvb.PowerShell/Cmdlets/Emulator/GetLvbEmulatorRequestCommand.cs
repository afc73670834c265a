using System.Management.Automation;

namespace TencentLvb;

/// <summary>Gets the requests that an emulator received, oldest first. It keeps the last 10,000. Signatures are hidden.</summary>
[Cmdlet(VerbsCommon.Get, "LvbEmulatorRequest")]
[OutputType(typeof(LvbEmulatorRequest))]
public sealed class GetLvbEmulatorRequestCommand : LvbEmulatorCmdlet
{
    /// <summary>Only requests to these interfaces; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InterfaceCompleter))]
    public string[]? Interface { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var patterns = Interface?.Select(text => new WildcardPattern(text, WildcardOptions.IgnoreCase)).ToArray();
        foreach (var emulator in NamedOrAll())
        {
            var engine = emulator.Engine
                ?? throw LvbErrors.InvalidArgument(
                    $"The emulator at {emulator.Uri} was stopped, and its journal was discarded.",
                    "Read the journal before you run Stop-LvbEmulator.");
            foreach (var request in engine.GetRequests())
            {
                if (patterns is null || Array.Exists(patterns, pattern => pattern.IsMatch(request.Interface)))
                {
                    WriteObject(request);
                }
            }
        }
    }
}

using System.Management.Automation;

namespace TencentLvb;

/// <summary>Removes profiles from the user's file. The secrets that they refer to are kept.</summary>
[Cmdlet(VerbsCommon.Remove, "LvbProfile", SupportsShouldProcess = true)]
[OutputType(typeof(LvbProfile))]
public sealed class RemoveLvbProfileCommand : LvbProfileCmdlet
{
    /// <summary>The profiles to remove.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Emits the removed profiles.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var file = File;
        foreach (var name in Name)
        {
            if (file.Read().Find(name) is not { } profile)
            {
                ThrowError(ProfileErrors.NothingToRemove(name, file.Path), name);
            }
            else if (ShouldProcess(profile.Name, "Remove the profile from " + file.Path))
            {
                file.Update(document => document.Remove(name), StopToken);
                if (PassThru)
                {
                    WriteObject(profile);
                }
            }
        }
    }
}

using System.Management.Automation;

namespace TencentLvb;

/// <summary>Gets profiles: all, those of a name (wildcards go), or the default one. A name without wildcards that is not there is an
/// error.</summary>
[Cmdlet(VerbsCommon.Get, "LvbProfile")]
[OutputType(typeof(LvbProfile))]
public sealed class GetLvbProfileCommand : LvbProfileCmdlet
{
    /// <summary>The profiles to get; wildcards go. Without it all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Gets the default profile alone; nothing when there is none.</summary>
    [Parameter]
    public SwitchParameter Default { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var document = ProfileChoice.Read(this, File);
        if (Default && document.DefaultName is { } missing && document.Default is null)
        {
            throw ProfileErrors.NotFound(missing, File.Path, "the file names it as the default");
        }

        foreach (var name in Name ?? ["*"])
        {
            var found = WildcardPattern.ContainsWildcardCharacters(name)
                ? document.Names.Where(new WildcardPattern(name, WildcardOptions.IgnoreCase).IsMatch).ToArray()
                : [name];
            foreach (var one in found)
            {
                if (document.Find(one) is not { } profile)
                {
                    ThrowError(ProfileErrors.NotFound(one, File.Path), one);
                }
                else if (!Default || profile.IsDefault)
                {
                    WriteObject(profile);
                }
            }
        }
    }
}

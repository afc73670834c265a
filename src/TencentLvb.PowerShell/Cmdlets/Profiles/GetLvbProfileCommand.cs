using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Gets profiles: all, those with a specified name (wildcards are supported), or the default profile. A name without wildcards that does
/// not exist is an error.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LvbProfile")]
[OutputType(typeof(LvbProfile))]
public sealed class GetLvbProfileCommand : LvbProfileCmdlet
{
    /// <summary>The profiles to get; wildcards are supported. Default: all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Gets only the default profile; nothing if there is none.</summary>
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

using System.Management.Automation;
using System.Text.Json.Nodes;

namespace TencentLvb;

/// <summary>
/// Makes a profile, or changes the given settings of one that is there; <c>$null</c> takes a setting out, so that
/// <c>Connect-Lvb</c>'s default holds. The key itself is never kept: name the secret that holds it. A connection or another profile
/// can be piped in: <c>Get-LvbConnection | Set-LvbProfile -Name production</c>.
/// </summary>
[Cmdlet(VerbsCommon.Set, "LvbProfile", SupportsShouldProcess = true)]
[OutputType(typeof(LvbProfile))]
public sealed class SetLvbProfileCommand : LvbProfileCmdlet
{
    /// <summary>The profile's name; upper and lower case are the same.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string Name { get; set; } = "";

    /// <summary>The account's APPID, as the console shows it. A new profile needs it.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, long.MaxValue)]
    public long AppId { get; set; }

    /// <summary>The name of the secret that holds the account's API authentication key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string? SecretName { get; set; }

    /// <summary>The vault of the secret; without it all registered vaults are asked.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    [ArgumentCompleter(typeof(VaultCompleter))]
    public string? Vault { get; set; }

    /// <summary>The name of the secret with the key of the notifications, when that differs from the API key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string? CallbackSecretName { get; set; }

    /// <summary>The address of the business interfaces.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    public Uri? Endpoint { get; set; }

    /// <summary>The address of the statistics interfaces.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    public Uri? StatEndpoint { get; set; }

    /// <summary>How long a request stays valid after it is signed.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [DurationArgument]
    public LvbDuration Validity { get; set; }

    /// <summary>How long one attempt may take, in seconds.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, ConnectionLimits.TimeoutSec)]
    public int TimeoutSec { get; set; }

    /// <summary>Attempts after the first.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, ConnectionLimits.RetryCount)]
    public int MaximumRetryCount { get; set; }

    /// <summary>Requests per second at most.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    public int? MaximumRequestsPerSecond { get; set; }

    /// <summary>Uses this profile when nothing is connected and <c>$env:LVB_PROFILE</c> names no other; <c>-Default:$false</c> ends that.</summary>
    [Parameter]
    public SwitchParameter Default { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var file = File;
        CheckArguments();
        if (file.Read().Find(CheckName(Name)) is null && !IsBound(nameof(AppId)))
        {
            throw LvbErrors.InvalidArgument($"There is no profile '{Name}' yet, and a new one needs an APPID.", "Give it with -AppId.");
        }

        if (!ShouldProcess(Name, "Set the profile in " + file.Path))
        {
            return;
        }

        LvbProfile? result = null;
        file.Update(
            document =>
            {
                document.Change(Name, Apply);
                ApplyDefault(document);
                result = document.Find(Name);
            },
            StopToken);
        WriteObject(result);
    }

    private void CheckArguments()
    {
        _ = ConnectionLimits.CheckAddress(nameof(Endpoint), Endpoint);
        _ = ConnectionLimits.CheckAddress(nameof(StatEndpoint), StatEndpoint);
        if (IsBound(nameof(Validity)))
        {
            _ = ConnectionLimits.CheckValidity(Validity);
        }

        if (MaximumRequestsPerSecond is < 1 or > ConnectionLimits.RequestsPerSecond)
        {
            throw LvbErrors.InvalidArgument(
                $"-MaximumRequestsPerSecond {MaximumRequestsPerSecond} is out of range.",
                $"Give a whole number from 1 to {ConnectionLimits.RequestsPerSecond}, or $null for no limit.");
        }
    }

    private void Apply(JsonObject profile)
    {
        Apply(profile, nameof(AppId), "appId", AppId);
        Apply(profile, nameof(SecretName), "secretName", NullIfEmpty(SecretName));
        Apply(profile, nameof(Vault), "vault", NullIfEmpty(Vault));
        Apply(profile, nameof(CallbackSecretName), "callbackSecretName", NullIfEmpty(CallbackSecretName));
        Apply(profile, nameof(Endpoint), "endpoint", Endpoint);
        Apply(profile, nameof(StatEndpoint), "statEndpoint", StatEndpoint);
        Apply(profile, nameof(Validity), "validity", Validity.ToTimeSpan());
        Apply(profile, nameof(TimeoutSec), "timeoutSec", TimeoutSec);
        Apply(profile, nameof(MaximumRetryCount), "maximumRetryCount", MaximumRetryCount);
        Apply(profile, nameof(MaximumRequestsPerSecond), "maximumRequestsPerSecond", MaximumRequestsPerSecond);
    }

    private void Apply(JsonObject profile, string parameter, string field, object? value)
    {
        if (IsBound(parameter))
        {
            ProfileJson.Set(profile, field, value);
        }
    }

    private void ApplyDefault(ProfileDocument document)
    {
        if (Default)
        {
            document.MakeDefault(Name);
        }
        else if (IsBound(nameof(Default)) && document.Find(Name) is { IsDefault: true })
        {
            document.DropDefault();
        }
    }

    private bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Gets the addresses to which the service posts its notifications, by push domain and path (API 3.0: DescribeLiveCallbackRules,
/// DescribeLiveCallbackTemplates). Without -PushDomain and -AppName: all addresses of the account. The key is never shown.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LvbCallback")]
[OutputType(typeof(LvbCallback))]
public sealed class GetLvbCallbackCommand : LvbCallbackCmdlet
{
    /// <inheritdoc/>
    protected override void Process()
    {
        var query = new CallbackQuery(StreamInput.NullIfEmpty(PushDomain), StreamInput.NullIfEmpty(AppName));
        foreach (var callback in Try(Backend.GetCallbacks(query)) ?? [])
        {
            WriteObject(callback);
        }
    }
}

using System.Management.Automation;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>What the cmdlets about callbacks have in common: a push domain and a path.</summary>
public abstract class LvbCallbackCmdlet : LvbAccountCmdlet
{
    private protected LvbCallbackCmdlet()
    {
    }

    /// <summary>The push domain. Objects that are piped in bring it along.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Domain", "DomainName")]
    [AllowNull, AllowEmptyString]
    [ArgumentCompleter(typeof(PushDomainCompleter))]
    public string? PushDomain { get; set; }

    /// <summary>The path of the push address, usually <c>live</c>. Objects that are piped in bring it along.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    public string? AppName { get; set; }

    /// <summary>The push domain and path, as far as they are known without asking.</summary>
    private protected string Place =>
        (StreamInput.NullIfEmpty(PushDomain) ?? Backend.DefaultPushDomain ?? "the account's push domain") + "/"
            + (StreamInput.NullIfEmpty(AppName) ?? "live");

    private protected CallbackChange Change() => new(StreamInput.NullIfEmpty(PushDomain), StreamInput.NullIfEmpty(AppName));

    private protected void CheckTypes(LvbEventType[]? types)
    {
        foreach (var type in types ?? [])
        {
            if (!LvbCallback.Kinds.Contains(type))
            {
                ThrowInvalid(
                    $"The service has no address for the event type {type}.",
                    "Specify " + string.Join(", ", LvbCallback.Kinds.Take(LvbCallback.Kinds.Count - 1)) + " or "
                        + LvbCallback.Kinds[LvbCallback.Kinds.Count - 1] + ".",
                    type);
            }
        }
    }

    /// <summary>Runs a job; what the service refuses is an error that does not end the command.</summary>
    private protected T? Try<T>(LvbOperation<T> operation)
        where T : class?
    {
        try
        {
            return Calls.Run(operation);
        }
        catch (LvbException error)
        {
            WriteError(error, Place);
            return null;
        }
    }
}

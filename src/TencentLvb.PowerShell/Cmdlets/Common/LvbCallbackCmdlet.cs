using System.Management.Automation;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>The base class of the cmdlets for callbacks: provides a push domain and a path.</summary>
public abstract class LvbCallbackCmdlet : LvbAccountCmdlet
{
    private protected LvbCallbackCmdlet()
    {
    }

    /// <summary>The push domain. Objects from the pipeline supply it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Domain", "DomainName")]
    [AllowNull, AllowEmptyString]
    [ArgumentCompleter(typeof(PushDomainCompleter))]
    public string? PushDomain { get; set; }

    /// <summary>The path of the push address, usually <c>live</c>. Objects from the pipeline supply it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    public string? AppName { get; set; }

    /// <summary>Gets the push domain and path as far as they are known without a request.</summary>
    private protected string Place =>
        (StreamInput.NullIfEmpty(PushDomain) ?? Backend.DefaultPushDomain ?? "<push domain of the account>") + "/"
            + (StreamInput.NullIfEmpty(AppName) ?? "live");

    private protected CallbackChange Change() => new(StreamInput.NullIfEmpty(PushDomain), StreamInput.NullIfEmpty(AppName));

    private protected void CheckTypes(LvbEventType[]? types)
    {
        foreach (var type in types ?? [])
        {
            if (!LvbCallback.Kinds.Contains(type))
            {
                ThrowInvalid(
                    $"The service does not support a callback address for the event type {type}.",
                    "Specify " + string.Join(", ", LvbCallback.Kinds.Take(LvbCallback.Kinds.Count - 1)) + " or "
                        + LvbCallback.Kinds[LvbCallback.Kinds.Count - 1] + ".",
                    type);
            }
        }
    }

    /// <summary>Runs an operation. If the service refuses it, writes an error that does not end the command.</summary>
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

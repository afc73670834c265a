using System.Management.Automation;
using System.Security;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>The base class of the cmdlets that create stream addresses. They send nothing and require no connection.</summary>
public abstract class LvbStreamUrlCmdlet : LvbOfflineStreamCmdlet
{
    private static readonly TimeSpan UsualValidity = TimeSpan.FromDays(1);

    private protected LvbStreamUrlCmdlet()
    {
    }

    /// <summary>The application in the address. Default: <c>live</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string AppName { get; set; } = "live";

    /// <summary>The time for which the address is valid, from now. Default: one day. Cannot be combined with -ExpiresAt.</summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? Validity { get; set; }

    /// <summary>The time at which the address expires. Fractions of a second are discarded. Cannot be combined with -Validity.</summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? ExpiresAt { get; set; }

    /// <summary>Gets the domain of the address, and the parameter that specifies it.</summary>
    internal abstract (string Value, string Parameter) UrlDomain { get; }

    /// <summary>Gets the signing key that was specified, and its parameter. Without a key the address has no signature.</summary>
    internal abstract (SecureString? Value, string Parameter) GivenKey { get; }

    /// <summary>Gets the signing key; null if the address has no signature.</summary>
    internal SecureString? UrlKey { get; private set; }

    /// <inheritdoc/>
    protected override void Check()
    {
        var (domain, parameter) = UrlDomain;
        if (!StreamUrlBuilder.IsDomain(domain))
        {
            ThrowInvalid(
                $"-{parameter} '{domain}' is not a domain.",
                "Specify only the host name, for example 8888.livepush.myqcloud.com, without rtmp:// and without a path.",
                domain);
        }

        if (!StreamUrlBuilder.IsAppName(AppName))
        {
            ThrowInvalid(
                $"-AppName '{AppName}' cannot be used in an address.",
                "Specify only letters, digits, and . _ ~ -, for example live.", AppName);
        }

        if (GivenKey is { Value: { } key, Parameter: var keyParameter })
        {
            UrlKey = key.Length > 0
                ? CleanKey(key, "-" + keyParameter)
                : throw LvbErrors.InvalidArgument(
                    $"-{keyParameter} is empty.",
                    $"Specify the domain's authentication key as it appears in the console: -{keyParameter} (Read-Host -AsSecureString).");
        }
    }

    /// <inheritdoc/>
    protected sealed override void Process()
    {
        long t = UrlKey is null ? 0 : ExpiryArguments.UnixTime(Validity, ExpiresAt, UsualValidity, DateTimeOffset.UtcNow);
        foreach (var stream in ValidStreams())
        {
            if (StreamUrlBuilder.CanHold(stream))
            {
                Emit(stream, t);
            }
            else
            {
                WriteError(LvbErrors.InvalidArgument(
                    $"The stream ID '{stream}' cannot be used in an address.",
                    "Specify a stream ID without spaces or control characters, for example 8888_news."), stream);
            }
        }
    }

    /// <summary>Emits the addresses of one stream.</summary>
    internal abstract void Emit(string streamId, long t);

    /// <summary>Emits one address.</summary>
    internal void Emit(string streamId, LvbStreamProtocol protocol, string url, long t) => WriteObject(new LvbStreamUrl
    {
        StreamId = streamId,
        Protocol = protocol,
        Url = url,
        ExpiresAt = UrlKey is null ? null : DateTimeOffset.FromUnixTimeSeconds(t).ToLocalTime(),
    });
}

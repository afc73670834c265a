namespace TencentLvb.Backends.Api3;

/// <summary>Provides the recommended actions for errors of API 3.0.</summary>
internal static class Api3Advice
{
    private const string Support =
        "Look up the code in Tencent Cloud's API documentation, or contact support with the RequestId "
            + "of the error ($Error[0].Exception.RequestId).";

    public static string For(Api3Action action, string code, LvbErrorReason reason) => reason switch
    {
        LvbErrorReason.SignatureInvalid => Signature(code),
        LvbErrorReason.SignatureExpired => "Synchronize this machine's clock: w32tm /resync on Windows, timedatectl set-ntp true on Linux.",
        LvbErrorReason.Denied => Denied(action, code),
        LvbErrorReason.NotActivated => NotActivated(action, code),
        LvbErrorReason.Throttled => "Send fewer requests: specify Connect-Lvb -MaximumRequestsPerSecond or a smaller -ThrottleLimit.",
        LvbErrorReason.LimitReached => LimitReached(code),
        LvbErrorReason.ServiceFault or LvbErrorReason.Unavailable =>
            "The service encountered an internal error. Wait a minute, then try again.",
        LvbErrorReason.NotFound => NotFound(code),
        LvbErrorReason.Exists => "The resource already exists or is in use. Check the existing resource, then change or remove it.",
        LvbErrorReason.InvalidArgument => "Check the parameters. The service's message names the one that it rejected.",
        LvbErrorReason.NotSupported => NotSupported(code),
        LvbErrorReason.Empty => "The service has no data for this request. Check the stream ID, the domain and the time range.",
        _ => Support,
    };

    private static string Signature(string code) => Api3Codes.LastPart(code) switch
    {
        "SecretIdNotFound" or "InvalidSecretId" =>
            "The SecretId is incorrect, or it was deleted or disabled. Check it in the console (Access Management > API keys). "
                + "If the account belongs to the other site (China or International), specify that site: Connect-Lvb -Site.",
        "TokenFailure" =>
            "The session token is wrong or has expired: get new temporary keys and connect again. "
                + "Connect-Lvb -RoleArn renews the keys of a role automatically.",
        _ => "The SecretKey does not belong to the SecretId: store the correct one (Set-Secret) and connect again.",
    };

    private static string Denied(Api3Action action, string code) => Api3Codes.LastPart(code) switch
    {
        "IpInBlacklist" or "IpNotInWhitelist" =>
            "The account does not accept requests from the IP address of this machine. Contact the account's administrator.",
        "MFAFailure" => "The account requires a second factor for this action. Use a key or a role that does not need one.",
        _ => "The keys are valid, but do not have permission for this action. "
            + $"Ask the account's administrator to grant the action {action.Service}:{action.Name} in CAM.",
    };

    private static string NotActivated(Api3Action action, string code) => Api3Codes.LastPart(code) switch
    {
        "StopService" => "The account has overdue payments, or the service was stopped. Check Billing in the console.",
        "FreezeService" or "ForbidService" or "UserDisableService" =>
            "The service is suspended for this account. The console shows the reason. Contact support to restore the service.",
        "InvalidVodStatus" or "InvalidVodUser" => "Activate VOD (Video on Demand) for this account. Recordings are stored in VOD.",
        _ when action.Service == Api3Action.VodService => "Activate VOD (Video on Demand) for this account in the VOD console.",
        _ => "Activate live streaming (CSS) for this account in the CSS console, or connect with the keys of an account that uses CSS.",
    };

    private static string LimitReached(string code) => Api3Codes.LastPart(code) switch
    {
        "MaximumRunningTask" =>
            "A stream can have at most three recording tasks at the same time. Stop the tasks that you do not need (Stop-LvbTape). "
            + "To list the tasks: Get-LvbTapeTask -StreamId <stream> | Where-Object Stopped -eq $null",
        _ => "A quota of the account is exhausted. The console shows the quotas; support can raise some of them.",
    };

    private static string NotFound(string code) => Api3Codes.LastPart(code) switch
    {
        "DomainNotExist" or "PushDomainNoRecord" or "PlayDomainNoRecord" =>
            "Check the domain: Get-LvbDomain lists the domains of the account.",
        "StreamNotExist" or "ChannelNotExist" => "Check the stream ID, push domain and path: Get-LvbLiveChannel lists the live streams.",
        "CancelSessionNotExist" => "The mix has ended or was never started. Check -SessionId.",
        _ => "Check the ID. The item might have been deleted, or it might belong to another region or site.",
    };

    private static string NotSupported(string code) => code switch
    {
        "UnsupportedRegion" => "Choose another region: Connect-Lvb -Region. The China site records only in ap-guangzhou.",
        _ => "This action is not available for the account's site or region. Check Connect-Lvb -Site and -Region.",
    };
}

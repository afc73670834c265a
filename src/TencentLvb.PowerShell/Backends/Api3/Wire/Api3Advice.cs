namespace TencentLvb.Backends.Api3;

/// <summary>What to do about an error of API 3.0.</summary>
internal static class Api3Advice
{
    private const string Support =
        "Look the code up in Tencent Cloud's API documentation, or ask its support with the RequestId "
            + "of the error ($Error[0].Exception.RequestId).";

    public static string For(Api3Action action, string code, LvbErrorReason reason) => reason switch
    {
        LvbErrorReason.SignatureInvalid => Signature(code),
        LvbErrorReason.SignatureExpired => "Set this machine's clock: w32tm /resync on Windows, timedatectl set-ntp true on Linux.",
        LvbErrorReason.Denied => Denied(action, code),
        LvbErrorReason.NotActivated => NotActivated(action, code),
        LvbErrorReason.Throttled => "Ask less often: Connect-Lvb -MaximumRequestsPerSecond, or a smaller -ThrottleLimit.",
        LvbErrorReason.LimitReached => LimitReached(code),
        LvbErrorReason.ServiceFault or LvbErrorReason.Unavailable => "The service has a fault of its own: wait a minute and call again.",
        LvbErrorReason.NotFound => NotFound(code),
        LvbErrorReason.Exists => "It exists already or is in use: look at what is there, and remove or change that.",
        LvbErrorReason.InvalidArgument => "Check the parameters. The service's message names what it did not take.",
        LvbErrorReason.NotSupported => NotSupported(code),
        LvbErrorReason.Empty => "There is nothing to report.",
        _ => Support,
    };

    private static string Signature(string code) => Api3Codes.LastPart(code) switch
    {
        "SecretIdNotFound" or "InvalidSecretId" =>
            "The SecretId is wrong, deleted or disabled: compare it with the console (Access Management > API keys). "
                + "An account of the other site needs Connect-Lvb -Site.",
        "TokenFailure" =>
            "The session token is wrong or has ended: get new temporary keys and connect again. "
                + "A role is renewed by itself: Connect-Lvb -RoleArn.",
        _ => "The SecretKey does not belong to the SecretId: store the right one (Set-Secret) and connect again.",
    };

    private static string Denied(Api3Action action, string code) => Api3Codes.LastPart(code) switch
    {
        "IpInBlacklist" or "IpNotInWhitelist" => "The account does not take requests from this address: ask who administers the account.",
        "MFAFailure" => "The account wants a second factor for this action: use a key or a role that does without.",
        _ => "The keys are right, but may not do this. "
            + $"Let the account's administrator grant the action {action.Service}:{action.Name} in CAM.",
    };

    private static string NotActivated(Api3Action action, string code) => Api3Codes.LastPart(code) switch
    {
        "StopService" => "The account is in arrears, or the service was stopped: see Billing in the console.",
        "FreezeService" or "ForbidService" or "UserDisableService" =>
            "The service is suspended for this account: the console says why; support lifts it.",
        "InvalidVodStatus" or "InvalidVodUser" => "Activate VOD (Video on Demand) for this account: recordings are kept there.",
        _ when action.Service == Api3Action.VodService => "Activate VOD (Video on Demand) for this account in its console.",
        _ => "Activate live streaming (CSS) for this account in its console, or connect with the keys of the account that has it.",
    };

    private static string LimitReached(string code) => Api3Codes.LastPart(code) switch
    {
        "MaximumRunningTask" => "At most three recording tasks of one stream overlap. See which it has, and stop what is not needed: "
            + "Get-LvbTapeTask -StreamId <stream> | Where-Object Stopped -eq $null | Stop-LvbTape",
        _ => "A quota of the account is used up. The console shows the quotas; a support ticket raises some of them.",
    };

    private static string NotFound(string code) => Api3Codes.LastPart(code) switch
    {
        "DomainNotExist" or "PushDomainNoRecord" or "PlayDomainNoRecord" =>
            "Check the domain: Get-LvbDomain lists the domains of the account.",
        "StreamNotExist" or "ChannelNotExist" => "Check the stream id, push domain and path: Get-LvbLiveChannel lists what is live.",
        "CancelSessionNotExist" => "No mix runs under this session id: it has ended, or was never started.",
        _ => "Check the id. What was deleted, and what another region or site holds, is not found either.",
    };

    private static string NotSupported(string code) => code switch
    {
        "UnsupportedRegion" => "Choose another region: Connect-Lvb -Region. The China site records in ap-guangzhou alone.",
        _ => "The account's site or region does not have this action. Check Connect-Lvb -Site and -Region.",
    };
}

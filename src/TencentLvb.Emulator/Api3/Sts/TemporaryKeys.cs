using System.Text.RegularExpressions;

namespace TencentLvb.Emulator;

/// <summary>AssumeRole and AssumeRoleWithWebIdentity. Every role with a valid name can be assumed, and has all permissions.</summary>
internal static class TemporaryKeys
{
    private const long UsualSeconds = 7200;
    private const long MostSeconds = 43_200;

    public static Action<AnswerJson>? AssumeRole(Api3Call call) => Issue(call);

    public static Action<AnswerJson>? WithWebIdentity(Api3Call call)
    {
        call.Parameters.NeedText("ProviderId");
        call.Parameters.NeedText("WebIdentityToken");
        return Issue(call);
    }

    private static Action<AnswerJson> Issue(Api3Call call)
    {
        var role = call.Parameters.NeedText("RoleArn");
        if (!Regex.IsMatch(role, @"^qcs::cam::uin/[0-9]+:role(Name)?/\S+\z"))
        {
            throw new Api3Error(
                "InvalidParameter.ParamError", "The RoleArn does not have the form qcs::cam::uin/100000000001:roleName/name.");
        }

        call.Parameters.NeedText("RoleSessionName");
        var seconds = call.Parameters.Number("DurationSeconds", 1, MostSeconds) ?? UsualSeconds;
        var key = call.Keys.Issue(call.Now, TimeSpan.FromSeconds(seconds));
        return json =>
        {
            json.Number("ExpiredTime", key.Expires.ToUnixTimeSeconds());
            json.Text("Expiration", Api3Time.Utc(key.Expires));
            json.Object("Credentials", credentials =>
            {
                credentials.Text("Token", key.Token);
                credentials.Text("TmpSecretId", key.SecretId);
                credentials.Text("TmpSecretKey", key.SecretKey);
            });
        };
    }
}

using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Profiles;

/// <summary>Profiles of API 3.0: which service a profile is for, which settings can be combined, and what a file may contain.</summary>
public sealed class Api3ProfileTests
{
    [Theory]
    [InlineData("""{ "appId": 5 }""", LvbApi.V2)]
    [InlineData("""{ "appId": 5, "region": "north", "secretId": 7 }""", LvbApi.V2)]
    [InlineData("""{ "secretName": "a" }""", null)]
    [InlineData("""{ "secretName": "a", "pushDomain": "push.example.com" }""", null)]
    [InlineData("""{ "secretName": "a", "validity": "00:05:00" }""", LvbApi.V2)]
    [InlineData("""{ "secretName": "a", "region": "ap-guangzhou" }""", LvbApi.V3)]
    [InlineData("""{ "secretId": "AKIDx", "secretName": "a" }""", LvbApi.V3)]
    [InlineData("""{ "credentialSource": "auto" }""", LvbApi.V3)]
    public void The_settings_determine_the_service(string json, LvbApi? api)
    {
        Assert.Equal(api, ProfileJson.Read("p", false, Parse(json), "file").Api);
    }

    [Theory]
    [InlineData("AKIDx\\r\\nX-Y: z")]
    [InlineData("AKIDx/2026")]
    [InlineData("AKIDx, y")]
    [InlineData("AKID\\u00e9")]
    [InlineData("")]
    public void A_SecretId_is_valid_in_a_header(string id) => Assert.Equal("LvbProfileInvalid", Assert.Throws<LvbException>(
        () => ProfileJson.Read("p", false, Parse($$"""{ "secretId": "{{id}}", "secretName": "a" }"""), "file")).ErrorId);

    [Fact]
    public void All_settings_are_read()
    {
        var settings = ProfileJson.Read("p", false, Parse("""
            {
              "secretId": "AKIDx", "secretName": "a", "vault": "v", "roleArn": "qcs::cam::uin/1:roleName/x", "site": "international",
              "region": "eu-frankfurt", "pushDomain": "push.example.com", "appName": "show", "playDomain": "play.example.com",
              "vodSubAppId": 1500000001, "recordTemplate": { "mp4": 1000, "HLS": 1001 }, "endpoint": "https://live.example.com/",
              "callbackSecretName": "c", "timeoutSec": 20, "maximumRetryCount": 1, "maximumRequestsPerSecond": 9
            }
            """), "file").Settings;
        Assert.Equal(
            "AKIDx a v qcs::cam::uin/1:roleName/x International eu-frankfurt push.example.com show play.example.com 1500000001 c 20 1 9",
            string.Join(
                ' ', settings.SecretId, settings.SecretName, settings.Vault, settings.RoleArn, settings.Site, settings.Region,
                settings.PushDomain, settings.AppName, settings.PlayDomain, settings.VodSubAppId, settings.CallbackSecretName,
                settings.TimeoutSec, settings.MaximumRetryCount, settings.MaximumRequestsPerSecond));
        Assert.Equal("hls = 1001, mp4 = 1000", settings.RecordTemplate!.ToString());
        Assert.Equal("https://live.example.com/", settings.Endpoint!.ToString());
    }

    [Theory]
    [InlineData("""{ "region": "ap-guangzhou" }""", "no account is specified")]
    [InlineData("""{ "secretId": 5 }""", "secretId has the wrong type")]
    [InlineData("""{ "secretId": "AKIDx", "site": "Mars" }""", "site must be one of China, International")]
    [InlineData("""{ "secretId": "AKIDx", "site": "1" }""", "site must be one of China, International")]
    [InlineData("""{ "secretId": "AKIDx", "site": " 1" }""", "site must be one of China, International")]
    [InlineData("""{ "secretId": "AKIDx", "site": "+1" }""", "site must be one of China, International")]
    [InlineData("""{ "secretId": "AKIDx", "site": "China,International" }""", "site must be one of China, International")]
    [InlineData("""{ "secretId": "AKIDx", "site": "" }""", "site must be one of China, International")]
    [InlineData("""{ "secretId": "AKIDx", "region": "north pole" }""", "region is not a valid region name")]
    [InlineData("""{ "credentialSource": "Nowhere" }""", "credentialSource must be one of Environment")]
    [InlineData("""{ "secretId": "AKIDx", "recordTemplate": [] }""", "recordTemplate is not an object")]
    [InlineData("""{ "secretId": "AKIDx", "recordTemplate": { "avi": 5 } }""", "'avi' is not a recording format")]
    [InlineData("""{ "secretId": "AKIDx", "recordTemplate": { "mp4": null } }""", "'' is not a recording template ID")]
    [InlineData("""{ "secretId": "AKIDx", "endpoint": "http://live.example.com/" }""", "endpoint must be an https address")]
    public void A_file_with_other_values_is_damaged(string json, string reason)
    {
        var error = Assert.Throws<LvbException>(() => ProfileJson.Read("p", false, Parse(json), "file"));
        Assert.Equal("LvbProfileInvalid", error.ErrorId);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "SecretId=AKIDx;SecretName=a", """{"secretId":"AKIDx","secretName":"a"}""")]
    [InlineData("{}", "SecretName=a", """{"secretName":"a"}""")]
    [InlineData("{}", "CredentialSource=Auto;RoleArn=r", """{"credentialSource":"Auto","roleArn":"r"}""")]
    [InlineData("""{"secretId":"AKIDx","secretName":"a","vault":"v"}""", "CredentialSource=File", """{"credentialSource":"File"}""")]
    [InlineData("""{"credentialSource":"Tccli","tccliProfile":"t"}""", "SecretName=a", """{"secretName":"a"}""")]
    [InlineData("""{"secretId":"AKIDx","region":"ap-guangzhou"}""", "Region=", """{"secretId":"AKIDx"}""")]
    [InlineData("""{"appId":5,"region":"north"}""", "TimeoutSec=20", """{"appId":5,"region":"north","timeoutSec":"20"}""")]
    public void A_change_leaves_one_source_of_keys(string before, string change, string after)
    {
        var profile = Parse(before);
        Change(change).Apply("p", profile, _ => true);
        Assert.Equal(after, profile.ToJsonString());
    }

    [Theory]
    [InlineData("{}", "Region=ap-guangzhou", "The profile 'p' does not exist")]
    [InlineData("""{"secretId":"AKIDx"}""", "SecretId=", "The profile 'p' would no longer specify an account")]
    [InlineData("{}", "AppId=5;Region=ap-guangzhou", "-AppId is an API 2.0 setting, but -Region is an API 3.0 setting")]
    [InlineData("""{"appId":5}""", "Site=China", "-Site is an API 3.0 setting")]
    [InlineData("""{"secretId":"AKIDx"}""", "Validity=00:01:00", "-Validity is an API 2.0 setting")]
    [InlineData("""{"secretId":"AKIDx"}""", "AppId=5", "-AppId is an API 2.0 setting")]
    [InlineData("{}", "CredentialSource=Auto;SecretName=a", "-CredentialSource and -SecretName are both specified")]
    [InlineData("{}", "SecretId=AKIDx;Endpoint=http://live.example.com/", "is not a valid API 3.0 address")]
    public void Settings_that_cannot_be_combined_are_refused(string before, string change, string reason)
    {
        var error = Assert.Throws<LvbException>(() => Change(change).Apply("p", Parse(before), _ => true));
        Assert.Equal("LvbInvalidArgument", error.ErrorId);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_specified_address_is_kept_even_if_it_is_the_default()
    {
        var profile = new JsonObject();
        Change("SecretId=AKIDx;SecretName=a;Endpoint=https://live.tencentcloudapi.com/").Apply("p", profile, _ => true);
        Assert.Equal("https://live.tencentcloudapi.com/", (string?)profile["endpoint"]);
    }

    [Fact]
    public void Values_that_a_connection_only_displays_are_not_kept()
    {
        var profile = new JsonObject();
        Change("SecretId=AKIDfound;CredentialSource=File;Endpoint=https://live.tencentcloudapi.com/").Apply("p", profile, _ => false);
        Assert.Equal("""{"credentialSource":"File"}""", profile.ToJsonString());
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    private static ProfileChange Change(string text)
    {
        var change = new ProfileChange();
        foreach (var setting in text.Split(';'))
        {
            var parts = setting.Split('=', 2);
            change.Set(parts[0], parts[0] == "AppId" ? long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : parts[1]);
        }

        return change;
    }
}

namespace TencentLvb.Unit.Connections;

/// <summary>A setting belongs to API 2.0, to API 3.0 or to both. A setting of the other service is refused because it would have no
/// effect.</summary>
public sealed class ServiceSettingsTests
{
    [Theory]
    [InlineData("AppId", LvbApi.V2)]
    [InlineData("validity,PushDomain", LvbApi.V2)]
    [InlineData("SecretName,Vault,TimeoutSec,PushDomain,AppName,PlayDomain,Endpoint", null)]
    [InlineData("SecretName,Region", LvbApi.V3)]
    [InlineData("CredentialSource", LvbApi.V3)]
    [InlineData("recordtemplate", LvbApi.V3)]
    public void The_settings_can_determine_the_service(string given, LvbApi? service) =>
        Assert.Equal(service, ServiceSettings.ServiceOf(given.Split(',')));

    [Fact]
    public void Settings_of_both_services_are_refused()
    {
        var error = Assert.Throws<LvbException>(() => ServiceSettings.ServiceOf(["Region", "TimeoutSec", "Validity"]));
        Assert.Equal("LvbInvalidArgument", error.ErrorId);
        Assert.Equal("-Validity is an API 2.0 setting, but -Region is an API 3.0 setting.", error.Message);
    }

    [Theory]
    [InlineData(LvbApi.V2, "RoleArn", "-RoleArn is an API 3.0 setting, but API 2.0 is in use because it is so.")]
    [InlineData(LvbApi.V3, "StatEndpoint", "-StatEndpoint is an API 2.0 setting, but API 3.0 is in use because it is so.")]
    public void Settings_of_the_other_service_are_refused(LvbApi api, string given, string message)
    {
        ServiceSettings.Check(api, ["PushDomain", "TimeoutSec", "Endpoint", "SecretName"], "it is so");
        var error = Assert.Throws<LvbException>(() => ServiceSettings.Check(api, ["TimeoutSec", given], "it is so"));
        Assert.Equal("LvbInvalidArgument " + message, $"{error.ErrorId} {error.Message}");
    }
}

using System.Collections;
using System.Management.Automation;
using TencentLvb.Unit.Backends.Api3;

namespace TencentLvb.Unit.Secrets;

/// <summary>A secret may show whose key it contains, which determines its service.</summary>
public sealed class SecretContentTests
{
    [Fact]
    public void A_key_without_an_id_does_not_identify_its_owner()
    {
        var content = Read("a-key-alone");
        Assert.Null(content.AppId);
        Assert.Null(content.SecretId);
        Assert.False(content.IsApi2 || content.IsApi3);
        Assert.Equal("a-key-alone", FakeMachine.Text(content.Key));
        Assert.Equal("a-key-alone", FakeMachine.Text(content.SecretKey));
        Assert.Null(content.Note);
    }

    [Theory]
    [InlineData("1251234567", true)]
    [InlineData("AKIDmine", false)]
    public void The_user_name_of_a_credential_determines_its_service(string name, bool isApi2)
    {
        var content = Read(new PSCredential(name, Make.Key("the-key")));
        Assert.Equal(isApi2, content.IsApi2);
        Assert.Equal(!isApi2, content.IsApi3);
        Assert.Equal("the-key", FakeMachine.Text(isApi2 ? content.Key : content.SecretKey));
    }

    [Theory]
    [InlineData("AppId=1251234567;Key=k-of-old", true, false)]
    [InlineData("SecretId=AKIDmine;SecretKey=k-of-new", false, true)]
    [InlineData("secretid=AKIDmine;SECRETKEY=k-of-new", false, true)]
    [InlineData("AppId=1251234567;Key=k-of-old;SecretId=AKIDmine;SecretKey=k-of-new", true, true)]
    [InlineData("Key=k-of-old", false, false)]
    [InlineData("AppId=1251234567;SecretKey=k-of-new", false, false)]
    [InlineData("AppId=many;Key=k-of-old", false, false)]
    [InlineData("AppId=0;Key=k-of-old", false, false)]
    [InlineData("AppId= 1251234567 ;Key=k-of-old", true, false)]
    [InlineData("SecretId=AKIDmine;Key=k-of-old", false, false)]
    public void A_hashtable_determines_its_services_by_its_complete_pairs(string text, bool isApi2, bool isApi3)
    {
        var content = Read(Table(text));
        Assert.Equal((isApi2, isApi3), (content.IsApi2, content.IsApi3));
    }

    [Fact]
    public void A_hashtable_may_contain_secure_strings_and_a_token()
    {
        var content = Read(new Hashtable
        {
            ["SecretId"] = Make.Key("AKIDmine"),
            ["SecretKey"] = PSObject.AsPSObject(Make.Key("k-of-new")),
            ["Token"] = "the-token",
        });
        var texts = new[] { content.SecretId!, FakeMachine.Text(content.SecretKey), FakeMachine.Text(content.Token) };
        Assert.Equal(["AKIDmine", "k-of-new", "the-token"], texts);
    }

    [Fact]
    public void An_empty_token_is_ignored()
    {
        Assert.Null(Read(Table("SecretId=AKIDmine;SecretKey=k-of-new;Token=")).Token);
    }

    [Fact]
    public void Invisible_characters_are_removed_and_reported()
    {
        var content = Read(Table("SecretId=AKIDmine\u200B;SecretKey=k-of-new\n"));
        Assert.Equal("AKIDmine k-of-new", $"{content.SecretId} {FakeMachine.Text(content.SecretKey)}");
        Assert.Contains("SecretId", content.Note, StringComparison.Ordinal);
        Assert.Contains("The key", content.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SecretId=AKIDmine")]
    [InlineData("SecretId=AKID/mine;SecretKey=canary-key")]
    [InlineData("SecretId=AKIDmine;SecretKey=canary key")]
    [InlineData("SecretId=AKIDmine;SecretKey=canary-key;Token=a\u0007b")]
    [InlineData("")]
    public void A_value_that_cannot_be_a_key_is_refused_and_not_shown(string text)
    {
        var error = Assert.Throws<LvbException>(() => Read(Table(text)));
        Assert.Equal("LvbKeySecretType", error.ErrorId);
        Assert.DoesNotContain("canary", error.Message + error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("Lvb", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrapped_empty_token_is_ignored() => Assert.Null(
        Read(new Hashtable { ["SecretId"] = "AKIDmine", ["SecretKey"] = "k", ["Token"] = PSObject.AsPSObject("") }).Token);

    [Fact]
    public void Several_values_are_not_a_secret()
    {
        PSObject[] values = [PSObject.AsPSObject(new PSCredential("1234", Make.Key("the-key"))), "the-key"];
        Assert.Equal("LvbKeySecretType", Assert.Throws<LvbException>(() => SecretContent.From(values, "Lvb", vault: null)).ErrorId);
    }

    private static SecretContent Read(object value) => SecretContent.From([PSObject.AsPSObject(value)], "Lvb", vault: null);

    private static Hashtable Table(string text)
    {
        var table = new Hashtable();
        foreach (var entry in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = entry.Split('=', 2);
            table[parts[0]] = parts[1];
        }

        return table;
    }
}

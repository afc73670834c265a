using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Profiles;

/// <summary>What a file that was edited by hand may contain, and what happens to its default.</summary>
public sealed class ProfileRangeTests
{
    [Theory]
    [InlineData("\"appId\": 1", true)]
    [InlineData("\"appId\": 0", false)]
    [InlineData("\"appId\": -1", false)]
    [InlineData("\"appId\": 1.5", false)]
    [InlineData("\"timeoutSec\": 1", true)]
    [InlineData("\"timeoutSec\": 3600", true)]
    [InlineData("\"timeoutSec\": 0", false)]
    [InlineData("\"timeoutSec\": 3601", false)]
    [InlineData("\"timeoutSec\": 1e400", false)]
    [InlineData("\"maximumRetryCount\": 0", true)]
    [InlineData("\"maximumRetryCount\": 100", true)]
    [InlineData("\"maximumRetryCount\": -1", false)]
    [InlineData("\"maximumRetryCount\": 101", false)]
    [InlineData("\"maximumRequestsPerSecond\": 1", true)]
    [InlineData("\"maximumRequestsPerSecond\": 0", false)]
    [InlineData("\"maximumRequestsPerSecond\": 10001", false)]
    [InlineData("\"validity\": \"00:00:01\"", true)]
    [InlineData("\"validity\": \"366.00:00:00\"", true)]
    [InlineData("\"validity\": \"366.00:00:01\"", false)]
    [InlineData("\"validity\": \"00:00:00\"", false)]
    [InlineData("\"validity\": \"-00:01:00\"", false)]
    [InlineData("\"validity\": \"36:00:00\"", false)]
    public void ANumberHasItsRange(string field, bool isRead)
    {
        var json = (JsonObject)JsonNode.Parse("{ \"secretName\": \"a\", " + field + " }")!;
        if (isRead)
        {
            Assert.NotNull(ProfileJson.Read("p", false, json, "file"));
        }
        else
        {
            Assert.Equal("LvbProfileInvalid", Assert.Throws<LvbException>(() => ProfileJson.Read("p", false, json, "file")).ErrorId);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void AnUnknownVersionIsRefused(int version) => Assert.Equal(
        "LvbProfileInvalid",
        Assert.Throws<LvbException>(() => ProfileDocument.Parse($$"""{ "version": {{version}}, "profiles": {} }""", "file")).ErrorId);

    [Fact]
    public void ADefaultIsRemovedWithItsProfile()
    {
        var document = Two();
        document.MakeDefault("ONE");
        Assert.Contains("\"default\": \"one\"", document.ToString(), StringComparison.Ordinal);
        Assert.Equal("one", document.Default);

        Assert.True(document.Remove("two"));
        Assert.Equal("one", document.Default);
        Assert.True(document.Remove("One"));
        Assert.Null(document.DefaultName);
        Assert.False(document.Remove("one"));
        Assert.Empty(document.Names);
    }

    [Fact]
    public void AnEmptyDefaultIsIgnored() =>
        Assert.Null(ProfileDocument.Parse("""{ "version": 1, "default": "", "profiles": {} }""", "file").DefaultName);

    [Fact]
    public void AChangeIsVisibleImmediatelyAndChecked()
    {
        var document = Two();
        document.Change("three", profile => profile["secretName"] = "c");
        document.Change("ONE", profile => profile["secretName"] = "d");
        Assert.Equal(["one", "two", "three"], document.Names);
        Assert.Equal("d", document.Find("one")!.SecretName);
        Assert.Throws<LvbException>(() => document.Change("four", profile => profile["appId"] = "x"));
    }

    private static ProfileDocument Two() => ProfileDocument.Parse(
        """{ "version": 1, "profiles": { "one": { "secretName": "a" }, "two": { "secretName": "b" } } }""", "file");
}

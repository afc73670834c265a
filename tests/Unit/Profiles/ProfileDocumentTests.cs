using System.Text;

namespace TencentLvb.Unit.Profiles;

/// <summary>A profile file that was edited by hand is read as intended, or refused with the reason. Its contents are not lost.</summary>
public sealed class ProfileDocumentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lvb-profiles").FullName;

    private string FilePath => Path.Combine(_folder, "profiles.json");

    private ProfileFile Profiles => new(FilePath);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Latin-1", new byte[] { 0xFC })]
    [InlineData("a cut character", new byte[] { 0xE4, 0xB8 })]
    [InlineData("UTF-16 without a mark", new byte[] { 0x00, 0xFC })]
    public void BytesThatAreNotUtf8AreRefusedAndKept(string what, byte[] bytes)
    {
        Assert.NotEmpty(what);
        byte[] whole = [.. Encoding.UTF8.GetBytes("{ \"version\": 1, \"profiles\": { \"m"), .. bytes,
            .. Encoding.UTF8.GetBytes("\": { \"appId\": 5 } } }")];
        File.WriteAllBytes(FilePath, whole);

        Assert.Equal("LvbProfileInvalid", Assert.Throws<LvbException>(() => Profiles.Read()).ErrorId);
        Assert.Throws<LvbException>(() => Profiles.Update(d => d.Change("new", p => p["appId"] = 1L), default));
        Assert.Equal(whole, File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void Utf16WithAByteOrderMarkIsRead()
    {
        File.WriteAllText(FilePath, """{ "version": 1, "profiles": { "müller": { "appId": 5 } } }""", Encoding.Unicode);
        Assert.Equal(["müller"], Profiles.Read().Names);
    }

    [Theory]
    [InlineData("""{ "version": 1, "profiles": { "P": { "appId": 5 }, "p": { "appId": 6 } } }""", "'p'")]
    [InlineData("""{ "version": 1, "profiles": { "a": { "appId": 5 }, "a": { "appId": 6 } } }""", "'a'")]
    [InlineData("""{ "version": 1, "profiles": { "a": { "appId": 5, "AppId": 6 } } }""", "'AppId'")]
    [InlineData("""{ "version": 1, "profiles": {}, "Profiles": {} }""", "'Profiles'")]
    [InlineData("""{ "version": 1, "default": "a", "DEFAULT": "b", "profiles": {} }""", "'DEFAULT'")]
    public void NamesThatDifferOnlyInCaseAreRefused(string text, string named)
    {
        File.WriteAllText(FilePath, text);
        var error = Assert.Throws<LvbException>(() => Profiles.Read());
        Assert.Equal("LvbProfileInvalid", error.ErrorId);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FieldNamesAreReadInAnyCase()
    {
        File.WriteAllText(FilePath,
            """{ "Version": 1, "DEFAULT": "A", "Profiles": { "a": { "AppId": 5, "secretname": "key", "TIMEOUTSEC": 20 } } }""");
        var profile = Profiles.Read().Find("A")!;
        Assert.Equal(5, profile.AppId);
        Assert.Equal("key", profile.SecretName);
        Assert.Equal(20, profile.TimeoutSec);
        Assert.True(profile.IsDefault);
        Assert.Empty(Profiles.Read().UnknownFields);

        Profiles.Update(d => d.Change("a", p => ProfileJson.Set(p, "secretName", "other")), default);
        Assert.Equal("other", Profiles.Read().Find("a")!.SecretName);
    }

    [Fact]
    public void UnknownNamesAreReported()
    {
        File.WriteAllText(FilePath, """{ "version": 1, "comment": "x", "profiles": { "a": { "appId": 5, "secretNam": "key" } } }""");
        var unknown = Profiles.Read().UnknownFields.ToArray();
        Assert.Equal(2, unknown.Length);
        Assert.Contains("'comment' in the file", unknown[0], StringComparison.Ordinal);
        Assert.Contains("'secretNam' in the profile 'a'", unknown[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""
        {
          // of the team
          "version": 1,
          "profiles": { "a": { "appId": 5 /* test */ } },
        }
        """)]
    public void CommentsAreReadAndNeverDropped(string text)
    {
        File.WriteAllText(FilePath, text);
        Assert.Equal(["a"], Profiles.Read().Names);
        foreach (var change in new Action<ProfileDocument>[] { d => d.Change("b", p => p["appId"] = 1L), d => d.Remove("a"),
            d => d.MakeDefault("a") })
        {
            var error = Assert.Throws<LvbException>(() => Profiles.Update(change, default));
            Assert.Equal("LvbProfileInvalid", error.ErrorId);
            Assert.Contains("comments", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(text, File.ReadAllText(FilePath));
    }

    [Theory]
    [InlineData("http://host/ // no comment")]
    [InlineData("/* none either */")]
    public void TextThatLooksLikeACommentIsNotOne(string secret)
    {
        Profiles.Update(d => d.Change("a", p => { p["appId"] = 1L; p["secretName"] = secret; }), default);
        Profiles.Update(d => d.Change("b", p => p["appId"] = 1L), default);
        Assert.Equal(secret, Profiles.Read().Find("a")!.SecretName);
    }

    [Fact]
    public void AnEndlessFileIsNotRead()
    {
        using (var file = File.Create(FilePath))
        {
            file.SetLength(5L * 1024 * 1024 * 1024);
        }

        Assert.Equal("LvbProfileInvalid", Assert.Throws<LvbException>(() => Profiles.Read()).ErrorId);
    }

    [Theory]
    [InlineData("profiles.json", false)]
    [InlineData("./profiles.json", false)]
    [InlineData("../x/profiles.json", false)]
    [InlineData("/etc/lvb/profiles.json", true)]
    [InlineData("~/profiles.json", true)]
    [InlineData("Config:/profiles.json", true)]
    [InlineData("Config:profiles.json", false)]
    [InlineData(":/x", false)]
    public void APathThatDependsOnTheFolderIsRefused(string path, bool isTaken)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && path[0] == '/', "On Windows this path depends on the drive.");
        if (isTaken)
        {
            Assert.Equal("resolved " + path, ProfileFile.Find(path, p => "resolved " + p)!.Path);
        }
        else
        {
            Assert.Equal("LvbProfileInvalid", Assert.Throws<LvbException>(() => ProfileFile.Find(path, p => p)).ErrorId);
        }
    }
}

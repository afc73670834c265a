using System.Text;

namespace TencentLvb.Unit.Backends.Api3;

public sealed class FileCredentialsTests : IDisposable
{
    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData("[default]\nsecret_id = AKIDfile\nsecret_key = filekey\n")]
    [InlineData("[default]\r\nsecret_id=AKIDfile\r\nsecret_key=filekey")]
    [InlineData("\r\n  # comment\r\n; another\r\n\t[default]\t\r\n\r\n secret_id\t=\tAKIDfile \r\n   secret_key = \"filekey\"\r\n")]
    [InlineData("[other]\nsecret_id = AKIDother\nsecret_key = otherkey\n[ default ] # mine\nsecret_id = 'AKIDfile' ; id\nsecret_key = "
        + "filekey # key\n[third]\nsecret_id = x\n")]
    [InlineData("[DEFAULT]\nSecret_Id: AKIDfile\nSECRET_KEY: \"filekey\" # note\n")]
    [InlineData("secret_id = AKIDfile\nsecret_key = filekey\n")]
    [InlineData("[default]\nsecret_id = AKIDold\nsecret_id = AKIDfile\nsecret_key = filekey\n[broken\nno separator here\n")]
    [InlineData("[default]\rsecret_id = AKIDfile\rsecret_key = filekey\r")]
    public async Task Reads_files_in_their_usual_forms(string text)
    {
        _machine.Write(_machine.UserFile, text);
        Assert.Equal("AKIDfile filekey -", FakeMachine.Show(await Find()));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task Reads_files_that_start_with_a_byte_order_mark(string encoding)
    {
        _machine.Write(_machine.UserFile, "[default]\r\nsecret_id = AKIDfile\r\nsecret_key = filekey\r\n", Encoding.GetEncoding(encoding));
        Assert.Equal(encoding == "utf-8" ? 0xEF : encoding == "utf-16" ? 0xFF : 0xFE, File.ReadAllBytes(_machine.UserFile)[0]);
        Assert.Equal("AKIDfile filekey -", FakeMachine.Show(await Find()));
    }

    [Fact]
    public async Task A_key_may_contain_comment_characters()
    {
        _machine.Write(_machine.UserFile, "[default]\nsecret_id = AKID#1;2=3\nsecret_key = \"key # ; in quotes\"\n");
        Assert.Equal("AKID#1;2=3 key # ; in quotes -", FakeMachine.Show(await Find()));
        _machine.Write(_machine.UserFile, "[default]\nsecret_id = AKID# 1 #note\nsecret_key = key# ;note\n");
        Assert.Equal("AKID# 1 key# -", FakeMachine.Show(await Find()));
    }

    [Fact]
    public async Task Reads_token_and_role_where_the_file_has_them()
    {
        _machine.Write(_machine.UserFile,
            "[default]\nsecret_id = AKIDfile\nsecret_key = filekey\ntoken = filetoken\nrole_arn = \"qcs::cam::uin/1:roleName/live\"\n");
        var found = await Find();
        Assert.Equal("AKIDfile filekey filetoken", FakeMachine.Show(found));
        Assert.Equal("qcs::cam::uin/1:roleName/live", found.RoleArn);
        Assert.Equal("the file " + _machine.UserFile, found.Origin);
    }

    [Fact]
    public async Task The_file_of_the_user_wins_over_that_of_the_machine()
    {
        _machine.Write(_machine.SystemFile, "[default]\nsecret_id = AKIDsystem\nsecret_key = systemkey\n");
        Assert.Equal("AKIDsystem systemkey -", FakeMachine.Show(await Find()));

        _machine.Write(_machine.UserFile, "[default]\nsecret_id = AKIDfile\nsecret_key = filekey\n");
        Assert.Equal("AKIDfile filekey -", FakeMachine.Show(await Find()));
    }

    [Fact]
    public async Task A_missing_file_is_reported_with_its_path()
    {
        var error = await FakeMachine.Fails(Source());
        Assert.Equal("LvbNotConnected", error.ErrorId);
        Assert.Contains(_machine.UserFile + " (no such file)", error.Message, StringComparison.Ordinal);
        Assert.Contains(_machine.SystemFile + " (no such file)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "it has no section [default]")]
    [InlineData("[prod]\nsecret_id = AKIDcanary\nsecret_key = canary\n", "it has no section [default]")]
    [InlineData("[default]\n", "its section [default] has no secret_id and no secret_key")]
    [InlineData("[default]\n[default]\n", "its section [default] has no secret_id and no secret_key")]
    [InlineData("[default]\n[other]\n", "its section [default] has no secret_id and no secret_key")]
    [InlineData("[default]\nregion = ap-guangzhou\n", "its section [default] has no secret_id and no secret_key")]
    [InlineData("[default]\nsecret_id = AKIDcanary\n", "found secret_id, but not secret_key")]
    [InlineData("[default]\nsecret_id =\nsecret_key = canary\n", "found secret_key, but not secret_id")]
    public async Task A_file_without_both_keys_is_reported(string text, string expected)
    {
        _machine.Write(_machine.UserFile, text);
        var error = await FakeMachine.Fails(Source());
        Assert.Equal("LvbNotConnected", error.ErrorId);
        Assert.Contains($"{_machine.UserFile} ({expected})", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.Message + error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[default]\nsecret_id AKIDcanary\n", "line 2 is not a comment, a section or 'name = value'")]
    [InlineData("[default]\n= AKIDcanary\n", "line 2 is not a comment, a section or 'name = value'")]
    [InlineData("[default]\nsecret_id = AKID\n\nsecret_key = \"canary\n", "the quotation mark on line 4 is not closed")]
    public async Task A_damaged_file_is_reported_by_line_number_without_its_text(string text, string expected)
    {
        _machine.Write(_machine.UserFile, text);
        var error = await FakeMachine.Fails(Source());
        Assert.Equal("LvbProfileInvalid", error.ErrorId);
        Assert.Contains($"{_machine.UserFile} cannot be read: {expected}", error.Message, StringComparison.Ordinal);
        Assert.Contains("[default]", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("secret_id", error.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error + error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_is_reported()
    {
        Directory.CreateDirectory(_machine.UserFile);
        var error = await FakeMachine.Fails(Source());
        Assert.Equal("LvbProfileInvalid", error.ErrorId);
        Assert.StartsWith($"The credentials file {_machine.UserFile} cannot be read: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("permission", Sentences.Check(error).RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("Connect-Lvb -CredentialSource", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_more_than_1_MB_is_not_read()
    {
        const string keys = "[default]\nsecret_id = AKIDfile\nsecret_key = filekey\n";
        _machine.Write(_machine.UserFile, keys + '#' + new string('x', (1024 * 1024) - keys.Length - 1));
        Assert.Equal("AKIDfile filekey -", FakeMachine.Show(await Find()));
        _machine.Write(_machine.UserFile, keys + '#' + new string('x', (1024 * 1024) - keys.Length));
        var error = Sentences.Check(await FakeMachine.Fails(Source()));
        Assert.Equal("LvbProfileInvalid", error.ErrorId);
        Assert.Contains("1 MB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_another_program_holds_open_is_read()
    {
        _machine.Write(_machine.UserFile, "[default]\nsecret_id = AKIDfile\nsecret_key = filekey\n");
        using var other = new FileStream(_machine.UserFile, FileMode.Open, FileAccess.Read, FileShare.Read);
        Assert.Equal("AKIDfile filekey -", FakeMachine.Show(await Find()));
    }

    [Fact]
    public async Task A_user_without_a_home_folder_has_the_file_of_the_machine()
    {
        _machine.Write(_machine.SystemFile, "[default]\nsecret_id = AKIDsystem\nsecret_key = systemkey\n");
        var source = new FileCredentials(_machine.Environment with { Home = () => null });
        Assert.Equal("AKIDsystem systemkey -", FakeMachine.Show(await FakeMachine.Find(source)));
    }

    private FileCredentials Source() => new(_machine.Environment);

    private Task<Api3Credential> Find() => FakeMachine.Find(Source());
}

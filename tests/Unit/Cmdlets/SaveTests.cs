using System.Management.Automation;

namespace TencentLvb.Unit.Cmdlets;

/// <summary>The cmdlets that download, with objects as the pipeline passes them.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class SaveTests : IAsyncDisposable
{
    private readonly TestShell shell = new();
    private readonly string folder = Directory.CreateTempSubdirectory("lvb-save-").FullName;

    // The body is the address, so that a file shows whose content it has.
    private readonly WireServer server = new(e => e.Answer(e.Request.Target, type: "application/octet-stream"));

    public async ValueTask DisposeAsync()
    {
        shell.Dispose();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void AScreenshotIsNeverEmittedForAnother()
    {
        const string shots = """
            $time = [DateTimeOffset]'2026-11-01T05:30:00Z'
            $one = [pscustomobject]@{ StreamId = '8888_a'; CreateTime = $time; Url = "$u/one/cover.jpg" }
            $two = [pscustomobject]@{ StreamId = '8888_a'; CreateTime = $time; Url = "$u/two/cover.jpg" }
            $later = [pscustomobject]@{ StreamId = '8888_a'; CreateTime = $time.AddHours(1); Url = "$u/one/cover.jpg" }
            $upper = [pscustomobject]@{ StreamId = '8888_A'; CreateTime = $time; Url = "$u/one/cover.jpg" }
            """;
        var together = Run(shots + "; $one, $two, $later, $upper | Save-LvbScreenshot -Path $folder -PassThru");
        Assert.Equal(4, together.Select(f => f.Name.ToUpperInvariant()).Distinct().Count());
        Assert.Equal(["/one/cover.jpg", "/two/cover.jpg", "/one/cover.jpg", "/one/cover.jpg"],
            together.Select(f => File.ReadAllText(f.FullName)));

        var oneByOne = Run(shots + "; $upper, $later, $two, $one | ForEach-Object { $_ | Save-LvbScreenshot -Path $folder -PassThru }");
        Assert.Equal(together.Select(f => f.FullName).Reverse(), oneByOne.Select(f => f.FullName));
        Assert.Equal(4, server.Requests.Count);
    }

    [Theory]
    [InlineData("en-GB")]
    [InlineData("de-DE")]
    [InlineData("th-TH")]
    [InlineData("fa-IR")]
    [InlineData("ar-SA")]
    [InlineData("en-US")]
    public void ACsvRowHasTheSameFileNameAsItsObject(string culture)
    {
        var names = Run($$"""
            [cultureinfo]::CurrentCulture = '{{culture}}'
            $time = [DateTimeOffset]'2026-04-03T06:44:24Z'
            $direct = [pscustomobject]@{ StreamId = '8888_a'; StartTime = $time; FileId = '16093425727657168431'; Url = "$u/a.mp4" }
            $csv = [pscustomobject]@{
                StreamId = '8888_a'; StartTime = $time.ToString([cultureinfo]::CurrentCulture)
                FileId = '16093425727657168431'; Url = "$u/a.mp4"
            }
            $iso = [pscustomobject]@{
                StreamId = '8888_a'; StartTime = '2026-04-03T08:44:24+02:00'
                FileId = 16093425727657168431; Url = "$u/a.mp4"
            }
            $json = [pscustomobject]@{
                StreamId = '8888_a'; StartTime = $time.LocalDateTime
                FileId = [bigint]'16093425727657168431'; Url = "$u/a.mp4"
            }
            $bag = [pscustomobject]@{
                StreamId = '8888_a'; StartTime = [pscustomobject]@{ DateTime = 'no'; UtcTicks = $time.UtcTicks }
                FileId = [decimal]16093425727657168431; Url = "$u/a.mp4"
            }
            $direct, $csv, $iso, $json, $bag | Save-LvbTapeFile -Path $folder -PassThru
            """).Select(f => f.Name).ToArray();
        Assert.Equal(Enumerable.Repeat("8888_a_20260403-064424_16093425727657168431.mp4", 5), names);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void ATimeThatCannotBeReadDoesNotChangeTheName()
    {
        var (files, errors) = Save(
            "[pscustomobject]@{ StreamId = 'a'; StartTime = \"Freitag`e[31m\"; FileId = '1'; Url = \"$u/a.mp4\" }, [pscustomobject]@{ "
                + "StreamId = 'a'; StartTime = ''; FileId = '1'; Url = \"$u/a.mp4\" }");
        Assert.Single(files);
        var error = Assert.Single(errors);
        Assert.StartsWith("LvbInvalidArgument", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("'Freitag", error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Exception.Message, char.IsControl);
    }

    [Fact]
    public void FilesAreThoseOfGetItem()
    {
        var file = shell.Run("[pscustomobject]@{ StreamId = 'a'; FileId = '1'; Url = \"$u/a.mp4\" } | Save-LvbTapeFile -Path $folder "
            + "-PassThru", Variables()).Single();
        Assert.IsType<FileInfo>(file.BaseObject);
        Assert.EndsWith(file.Properties["FullName"].Value.ToString(), file.Properties["PSPath"].Value.ToString(), StringComparison.Ordinal);
        Assert.Equal("FileSystem", ((ProviderInfo)file.Properties["PSProvider"].Value).Name);

        var elsewhere = shell.Run("Set-Location Variable:; [pscustomobject]@{ StreamId = 'a'; FileId = '1'; Url = \"$u/a.mp4\" } | "
            + "Save-LvbTapeFile -Path $folder -PassThru", Variables()).Single();
        Assert.IsType<FileInfo>(elsewhere.BaseObject);
        Assert.NotNull(elsewhere.Properties["PSPath"]);
    }

    [Fact]
    public void AnAddressIsFetchedAsWritten()
    {
        Run("[pscustomobject]@{ StreamId = 'a'; FileId = '1'; Url = [uri]\"$u/a%20b%2Fc%25.mp4?x=%26\" } | "
            + "Save-LvbTapeFile -Path $folder -PassThru");
        Assert.Equal("/a%20b%2Fc%25.mp4?x=%26", server.Requests[0].Target);
    }

    [Fact]
    public void TheSameFileTwiceIsFetchedOnceAndEmittedTwice()
    {
        var files = Run("$f = [pscustomobject]@{ StreamId = 'a'; FileId = '1'; Url = \"$u/a.mp4\" }; $f, $f, $f | Save-LvbTapeFile -Path "
            + "$folder -PassThru");
        Assert.Equal(3, files.Length);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("Save-LvbTapeFile", "[pscustomobject]@{ PSTypeName = 'TencentLvb.Channel'; StreamId = 'a' }", "Channel has no Url",
        "Get-LvbChannel | Get-LvbTapeFile")]
    [InlineData("Save-LvbTapeFile", "[pscustomobject]@{ PSTypeName = 'Deserialized.TencentLvb.Screenshot'; StreamId = 'a' }",
        "Screenshot has no Url", "Save-LvbScreenshot")]
    [InlineData("Save-LvbTapeFile", "'http://x/y.mp4'", "String has no Url", "[pscustomobject]@{ StreamId")]
    [InlineData("Save-LvbTapeFile", "5", "Int32 has no Url", "Get-LvbTapeFile")]
    [InlineData("Save-LvbScreenshot", "[pscustomobject]@{ PSTypeName = 'TencentLvb.LiveStat'; StreamId = 'a' }",
        "LiveStat has no Url or Path", "Get-LvbScreenshot")]
    [InlineData("Save-LvbScreenshot", "[pscustomobject]@{ PSTypeName = 'TencentLvb.Channel'; StreamId = 'a'; Path = 'live', 'show' }",
        "Channel has no Url or Path", "Get-LvbScreenshot")]
    [InlineData("Save-LvbScreenshot", "[pscustomobject]@{ PSTypeName = 'TencentLvb.TapeFile'; StreamId = 'a' }",
        "TapeFile has no Url or Path", "Save-LvbTapeFile")]
    public void WrongObjectsAreOneErrorThatShowsTheIntendedPipeline(string command, string input, string message, string advice)
    {
        var (_, errors) = Save($"1..16 | ForEach-Object {{ {input} }}", command);
        var error = Assert.Single(errors);
        Assert.Contains(message, error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("15 more objects", Assert.Single(shell.Host.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void AnObjectWithoutItsAddressIsASeparateError()
    {
        var (files, errors) = Save("1..3 | ForEach-Object { [pscustomobject]@{ StreamId = 'a'; FileId = $_; Url = if ($_ -eq 3) { "
            + "\"$u/a.mp4\" } } }");
        Assert.Single(files);
        Assert.Equal(2, errors.Count);
    }

    [Fact]
    public void SecretsInAnAddressAreNotShown()
    {
        var (_, errors) = Save("""
            $inputs = [pscustomobject]@{ StreamId = 'a'; FileId = '1'; Url = 'ftp://bob:hunter2@example.com/x?sign=abc' },
                [pscustomobject]@{
                    StreamId = 'a'; FileId = '2'; Url = ($u.ToString() -replace '//', '//bob:hunter2@') + '/a.m3u8?sign=abc' },
                [pscustomobject]@{ StreamId = 'a'; FileId = '3'; Url = 'http://bob:hunter2@169.254.169.254/a.mp4?sign=abc' }
            $inputs | Save-LvbTapeFile -Path $folder -WhatIf -Verbose
            $inputs
            """);
        Assert.Equal(4, errors.Count);
        var said = string.Join("\n", [.. shell.Host.Said, .. errors.Select(e => e.Exception.Message + e.ErrorDetails.RecommendedAction)]);
        Assert.Contains("a.m3u8", said, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", said, StringComparison.Ordinal);
        Assert.DoesNotContain("=abc", said, StringComparison.Ordinal);
    }

    [Fact]
    public void ALinkInTheFolderFailsOnlyThatFile()
    {
        var victim = Path.Combine(folder, "victim");
        File.WriteAllText(victim, "mine");
        File.CreateSymbolicLink(Path.Combine(folder, "a_20260403-064424_1.mp4"), victim);
        var (files, errors) = Save(
            "1, 2 | ForEach-Object { [pscustomobject]@{ StreamId = 'a'; StartTime = '2026-04-03T06:44:24Z'; FileId = $_; Url = "
                + "\"$u/$_.mp4\" } }");
        Assert.Equal("/2.mp4", File.ReadAllText(Assert.Single(files).FullName));
        Assert.StartsWith("LvbSaveFailed", Assert.Single(errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(victim));
    }

    [Theory]
    [InlineData("http://bob:pw@b.example.com")]
    [InlineData("http://b.example.com/?a=1")]
    [InlineData("http://b.example.com/#a")]
    [InlineData("ftp://b.example.com")]
    [InlineData("b.example.com")]
    public void ABucketAddressMustBePlain(string address)
    {
        var (_, errors) = Save("[pscustomobject]@{ Path = '/a.jpg' }", $"Save-LvbScreenshot -BaseUri '{address}'");
        var error = Assert.Single(errors);
        Assert.StartsWith("LvbInvalidArgument", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain("pw", error.Exception.Message, StringComparison.Ordinal);
    }

    private FileInfo[] Run(string script) => [.. shell.Run(script, Variables()).Select(o => Assert.IsType<FileInfo>(o.BaseObject))];

    private (FileInfo[] Files, IReadOnlyList<ErrorRecord> Errors) Save(string input, string command = "Save-LvbTapeFile")
    {
        using var run = shell.Script($"& {{ {input} }} | {command} -Path $folder -PassThru", Variables());
        var files = run.Invoke().Select(o => Assert.IsType<FileInfo>(o.BaseObject)).ToArray();
        return (files, [.. run.Streams.Error]);
    }

    private (string Name, object? Value)[] Variables() => [("u", server.Uri.GetLeftPart(UriPartial.Authority)), ("folder", folder)];
}

namespace TencentLvb.Unit.Secrets;

/// <summary>Where a vault may prompt for its password, and where a prompt would wait forever.</summary>
public sealed class InteractivityTests
{
    [Theory]
    [InlineData(true, "ConsoleHost", "pwsh")]
    [InlineData(true, "ConsoleHost", "pwsh", "-NoProfile", "-NoExit", "-Command", "Connect-Lvb")]
    [InlineData(true, "ConsoleHost", "pwsh", "-File", "x.ps1", "-NonInteractive")]
    [InlineData(true, "ConsoleHost", "pwsh", "-c", "-noni")]
    [InlineData(true, "ConsoleHost", "pwsh", "-CommandWithArgs", "x", "-NonInteractive")]
    [InlineData(true, "ConsoleHost", "pwsh", "-cwa", "x", "-NonInteractive")]
    [InlineData(true, "ConsoleHost", "pwsh", "-non", "-c", "x")]
    [InlineData(true, "Some Other Host", "host.dll")]
    [InlineData(false, "Some Other Host", "host.dll", "-NonInteractive", "x.ps1")]
    [InlineData(false, "ConsoleHost", "pwsh", "-NonInteractive", "-File", "x.ps1")]
    [InlineData(false, "ConsoleHost", "pwsh", "-NoProfile", "-noni", "-c", "x")]
    [InlineData(false, "ConsoleHost", "powershell.exe", "/NonInter", "/File", "x.ps1")]
    [InlineData(false, "ConsoleHost", "pwsh", "--noninteractive")]
    [InlineData(false, "Default Host", "w3wp")]
    public void TheCommandLineDecides(bool expected, string host, params string[] commandLine) =>
        Assert.Equal(expected, Interactivity.CanPrompt(host, isUserInteractive: true, commandLine, () => false));

    [Theory]
    [InlineData("ConsoleHost")]
    [InlineData("ServerRemoteHost")]
    [InlineData("Some Other Host")]
    public void RedirectedInputCannotAnswer(string host) =>
        Assert.False(Interactivity.CanPrompt(host, isUserInteractive: true, ["pwsh"], () => true));

    [Fact]
    public void AServiceCannotAnswer() =>
        Assert.False(Interactivity.CanPrompt("ConsoleHost", isUserInteractive: false, ["pwsh"], () => false));

    [Theory]
    [InlineData("Windows PowerShell ISE Host")]
    [InlineData("Visual Studio Code Host")]
    public void AnEditorPromptsInItsOwnWindow(string host) =>
        Assert.True(Interactivity.CanPrompt(host, isUserInteractive: true, ["host", "-NonInteractive"], () => true));
}

namespace TencentLvb.Unit.Cmdlets;

/// <summary>A refused argument may come from a file, so it is shown without effect on the terminal.</summary>
public sealed class ArgumentTextTests
{
    private const string Hostile = "\u001b[31mred\r\nWARNING: fake \u202e";

    [Theory]
    [InlineData("Suspend-LvbChannel 8888_a -Duration $text")]
    [InlineData("Suspend-LvbChannel 8888_a -Until $text")]
    [InlineData("Set-LvbChannelStatus 8888_a -Status $text")]
    [InlineData("Set-LvbChannelStatus 8888_a -Status ([version]'1.2')")]
    [InlineData("Receive-LvbEvent -EventType $text")]
    public void ARefusedArgumentIsShownOnOneLine(string command)
    {
        using var shell = new TestShell();
        using var script = shell.Script(command, ("text", Hostile + new string('x', 100_000)));
        script.Invoke();
        var error = Assert.Single(script.Streams.Error);
        Assert.Equal("ParameterArgumentTransformationError", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.DoesNotContain(error.Exception.Message, char.IsControl);
        Assert.DoesNotContain('\u202e', error.Exception.Message);
        Assert.InRange(error.Exception.Message.Length, 1, 1000);
    }
}

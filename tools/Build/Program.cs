namespace TencentLvb.Build;

internal static class Program
{
    public static int Main(string[] args) => args switch
    {
        ["help", var target] => HelpCommands.Compile(target),
        ["scaffold", .. var cmdlets] => HelpCommands.Scaffold(cmdlets),
        ["pack"] => PackCommand.Run(),
        _ => Usage(),
    };

    private static int Usage()
    {
        Console.Error.WriteLine("""
            build help <folder>         compile the pages of en-US/help into <folder>/en-US
            build scaffold [cmdlet...]  write missing pages, and update the syntax and facts of all pages (or only these)
            build pack                  create out/*.nupkg and the zip for Azure Automation
            """);
        return 2;
    }
}

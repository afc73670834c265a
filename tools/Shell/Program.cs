using System.Text;

namespace TencentLvb.Shell;

internal static class Program
{
    private static int Main(string[] args)
    {
        Options options;
        try
        {
            options = Options.Parse(args);
        }
        catch (ArgumentException e)
        {
            Console.Error.WriteLine(e.Message);
            return 64;
        }

        if (options.Help)
        {
            Console.Out.WriteLine(Options.Usage);
            return 0;
        }

        UseUtf8();
        using var session = new Session(new ShellHost(options.NonInteractive));
        if (!session.ImportStagedModule())
        {
            return 1;
        }

        if (options.ScriptPath is not null)
        {
            session.RunFile(options.ScriptPath, options.Arguments);
        }
        else if (options.Command is not null)
        {
            session.RunCommand(options.Command);
        }
        else
        {
            new Prompt(session).Run();
        }

        return session.ExitCode;
    }

    private static void UseUtf8()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        try
        {
            Console.OutputEncoding = utf8;
            if (!Console.IsInputRedirected)
            {
                Console.InputEncoding = utf8;
            }
        }
        catch (IOException)
        {
            // No console that could be told: what is written to a pipe or file is UTF-8 anyway.
        }
    }
}

using System.Management.Automation;
using System.Text;

namespace TencentLvb.Cmdlets;

/// <summary>Represents a file that a cmdlet replaces as a whole: it is either complete or unchanged.</summary>
internal sealed class OutputFile
{
    private readonly PSCmdlet _cmdlet;

    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="path">The user's input.</param>
    /// <param name="extension">The extension to add if there is none.</param>
    public OutputFile(PSCmdlet cmdlet, string path, string extension)
    {
        _cmdlet = cmdlet;
        FullName = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        if (provider.Name != "FileSystem")
        {
            throw LvbErrors.InvalidArgument($"-Path {PrintableText.Of(path)} is not in the file system.", "Specify the path of a file.");
        }

        FullName = Path.HasExtension(FullName) || Directory.Exists(FullName) ? FullName : FullName + extension;
    }

    public string FullName { get; }

    /// <summary>Checks before the work whether the file can be written.</summary>
    /// <exception cref="LvbException">It cannot be written.</exception>
    public void Check()
    {
        if (Directory.Exists(FullName))
        {
            throw Failed($"{PrintableText.Of(FullName)} is a folder.", "Specify the path of a file.");
        }

        if (Path.GetDirectoryName(FullName) is { } folder && !Directory.Exists(folder))
        {
            throw Failed($"The folder {PrintableText.Of(folder)} does not exist.", "Create it, or specify another path.");
        }
    }

    /// <summary>Writes the file.</summary>
    /// <exception cref="LvbException">It could not be written.</exception>
    public void Write(Action<TextWriter> write)
    {
        var part = FullName + ".part";
        try
        {
            using (var output = new StreamWriter(part, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
            {
                write(output);
            }

            FileReplacement.TakePlace(part, FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed(
                $"{PrintableText.Of(FullName)} could not be written: {e.Message}",
                "Check that the folder exists and is writable, and that the disk has free space.",
                e);
        }
    }

    private static LvbException Failed(string what, string advice, Exception? inner = null) =>
        new(DownloadErrors.SaveFailedId, what, advice, inner);
}

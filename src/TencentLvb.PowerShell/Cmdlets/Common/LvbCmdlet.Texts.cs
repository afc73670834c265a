namespace TencentLvb.Cmdlets.Bases;

// Messages may contain names and IDs that others chose. They are made safe to display before they are written to a stream.
public abstract partial class LvbCmdlet
{
    private const int LongestText = 4000;

    internal new void WriteWarning(string text) => base.WriteWarning(PrintableText.Of(text, LongestText));

    internal new void WriteVerbose(string text) => base.WriteVerbose(PrintableText.Of(text, LongestText));

    internal new void WriteDebug(string text) => base.WriteDebug(PrintableText.Of(text, LongestText));

    internal new bool ShouldProcess(string target, string action) => base.ShouldProcess(PrintableText.Of(target, LongestText), action);
}

using System.Management.Automation;

namespace TencentLvb.Shell;

/// <summary>The latest progress on one line of the terminal, wiped as soon as anything else is written.</summary>
internal sealed class ProgressLine
{
    private const string EraseLine = "\r\u001b[K";

    private bool _shown;

    public void Show(ProgressRecord record)
    {
        Clear();
        if (record.RecordType == ProgressRecordType.Completed)
        {
            return;
        }

        var percent = record.PercentComplete >= 0 ? $" {record.PercentComplete} %" : "";
        var text = $"{record.Activity}: {record.StatusDescription}{percent} {record.CurrentOperation}".TrimEnd();
        var room = Math.Max(Terminal.Width - 1, 1);
        Console.Error.Write(text.Length > room ? text[..room] : text);
        _shown = true;
    }

    public void Clear()
    {
        if (_shown)
        {
            Console.Error.Write(EraseLine);
            _shown = false;
        }
    }
}

namespace TencentLvb.Common;

/// <summary>Parts of commands that an error tells the user to run.</summary>
internal static class CommandText
{
    /// <summary>A text as an argument that PowerShell takes as it stands.</summary>
    public static string Quote(string text) => "'" + text.Replace("'", "''") + "'";
}

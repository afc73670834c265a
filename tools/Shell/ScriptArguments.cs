using System.Collections;
using System.Management.Automation;

namespace TencentLvb.Shell;

/// <summary>Makes the words after a script's name what a user means: <c>-Name value</c>, <c>-Switch</c>, <c>-Name:value</c>.</summary>
internal static class ScriptArguments
{
    // The engine's own mark on a splatted text that is a parameter's name.
    private const string ParameterNameMark = "<CommandParameterName>";

    /// <summary>The words to splat: those with a value behind a colon by name, the rest in their order.</summary>
    public static (Hashtable Named, object[] Others) Of(IReadOnlyList<string> words)
    {
        var named = new Hashtable(StringComparer.OrdinalIgnoreCase);
        var rest = new List<object>();
        foreach (var word in words)
        {
            var colon = word.IndexOf(':', StringComparison.Ordinal);
            if (word.Length < 2 || word[0] != '-' || !(char.IsLetter(word[1]) || word[1] == '_'))
            {
                rest.Add(word);
            }
            else if (colon > 0)
            {
                named[word[1..colon]] = ValueOf(word[(colon + 1)..]);
            }
            else
            {
                var marked = new PSObject(word);
                marked.Properties.Add(new PSNoteProperty(ParameterNameMark, word[1..]));
                rest.Add(marked);
            }
        }

        return (named, [.. rest]);
    }

    // `-Switch:$false` is text when it comes from another shell.
    private static object ValueOf(string text) => text.ToUpperInvariant() switch
    {
        "$TRUE" => true,
        "$FALSE" => false,
        _ => text,
    };
}

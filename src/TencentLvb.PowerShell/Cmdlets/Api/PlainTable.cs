using System.Collections;
using System.Collections.Specialized;

namespace TencentLvb.Cmdlets;

/// <summary>Unwraps the PSObjects in a user's hashtable.</summary>
internal static class PlainTable
{
    /// <summary>Returns the table with unwrapped keys and values in their original order; null if there is no table.</summary>
    public static IDictionary? Of(IDictionary? given)
    {
        if (given is null)
        {
            return null;
        }

        // Case-sensitive: names that differ only in case are two parameters, one of which is wrong.
        var plain = new OrderedDictionary();
        foreach (DictionaryEntry entry in given)
        {
            plain[ObjectJson.Plain(entry.Key)!] = ObjectJson.Plain(entry.Value);
        }

        return plain;
    }
}

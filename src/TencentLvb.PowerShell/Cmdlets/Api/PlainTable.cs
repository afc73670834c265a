using System.Collections;
using System.Collections.Specialized;

namespace TencentLvb.Cmdlets;

/// <summary>Takes PowerShell's wrappers off what a user gives.</summary>
internal static class PlainTable
{
    /// <summary>The table with plain keys and values, in the order in which they were given; null for none.</summary>
    public static IDictionary? Of(IDictionary? given)
    {
        if (given is null)
        {
            return null;
        }

        // Case-sensitive: what differs in case alone is two parameters, of which one is wrong.
        var plain = new OrderedDictionary();
        foreach (DictionaryEntry entry in given)
        {
            plain[ObjectJson.Plain(entry.Key)!] = ObjectJson.Plain(entry.Value);
        }

        return plain;
    }
}

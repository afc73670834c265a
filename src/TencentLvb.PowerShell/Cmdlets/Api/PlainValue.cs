using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;

namespace TencentLvb.Cmdlets;

/// <summary>Takes PowerShell's wrappers off what a user gives.</summary>
internal static class PlainValue
{
    /// <summary>The value without a wrapper. A custom object stays wrapped: its contents are the wrapper's properties.</summary>
    public static object? Of(object? value) =>
        value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : value;

    /// <summary>The table with plain keys and values, in the order in which they were given; null for none.</summary>
    public static IDictionary? Table(IDictionary? given)
    {
        if (given is null)
        {
            return null;
        }

        // Case-sensitive: what differs in case alone is two parameters, of which one is wrong.
        var plain = new OrderedDictionary();
        foreach (DictionaryEntry entry in given)
        {
            plain[Of(entry.Key)!] = Of(entry.Value);
        }

        return plain;
    }
}

using System.Collections;
using System.Management.Automation;

namespace TencentLvb.Unit.Cmdlets;

/// <summary>All texts that somebody can get out of an object, as <c>Format-List * -Force</c> and a look into its properties would show them.</summary>
internal static class Texts
{
    private const int Deep = 6;

    public static IEnumerable<string> Of(object? value) => Of(value, Deep, new HashSet<object>(ReferenceEqualityComparer.Instance));

    private static IEnumerable<string> Of(object? value, int depth, HashSet<object> seen)
    {
        var item = value is PSObject wrapped ? wrapped.BaseObject : value;
        if (item is null || depth == 0)
        {
            yield break;
        }

        yield return item.ToString() ?? "";
        if (item is string or Type or Delegate or System.Reflection.MemberInfo or System.Reflection.Assembly || item.GetType().IsPrimitive || !seen.Add(item))
        {
            yield break;
        }

        if (item is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                foreach (var text in Of(entry.Value, depth - 1, seen))
                {
                    yield return text;
                }
            }
        }
        else if (item is IEnumerable list)
        {
            foreach (var element in list)
            {
                foreach (var text in Of(element, depth - 1, seen))
                {
                    yield return text;
                }
            }
        }

        foreach (var property in PSObject.AsPSObject(value!).Properties)
        {
            foreach (var text in Of(Get(property), depth - 1, seen))
            {
                yield return text;
            }
        }
    }

    private static object? Get(PSPropertyInfo property)
    {
        try
        {
            return property.IsGettable ? property.Value : null;
        }
        catch (Exception e) when (e is GetValueException or InvalidOperationException or NotSupportedException)
        {
            return null;
        }
    }
}

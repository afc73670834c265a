using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace TencentLvb;

/// <summary>
/// Reads stream IDs from strings, whole numbers, and objects with a StreamId (ChannelId, StreamName) property. Anything else becomes an
/// element that the cmdlet reports separately, so that one invalid element does not end a pipeline.
/// </summary>
internal sealed class StreamIdArgumentAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] Names = ["StreamId", "ChannelId", "StreamName"];
    private static readonly ConditionalWeakTable<string, Refused> RefusedItems = new();

    public override bool TransformNullOptionalParameters => true;

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        // The input is nearly always a single string, and a pipeline may contain a hundred thousand of them.
        if ((inputData is PSObject { BaseObject: string known } ? known : inputData as string) is { } text)
        {
            return new[] { text };
        }

        var ids = new List<string>();
        Add(ids, inputData);
        return ids.ToArray();
    }

    /// <summary>Determines whether an element represents input that is not a stream ID, and returns that input.</summary>
    internal static bool IsRefused(string id, out object? given)
    {
        var refused = RefusedItems.TryGetValue(id, out var item);
        given = refused ? item.Given : null;
        return refused;
    }

    private static void Add(List<string> ids, object? item)
    {
        var value = item is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : item;
        switch (value)
        {
            case string text:
                ids.Add(text);
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or System.Numerics.BigInteger:
                ids.Add(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case decimal number when decimal.Truncate(number) == number && (decimal.GetBits(number)[3] & 0x00FF0000) == 0:
                // Windows PowerShell reads large numbers in JSON as this type.
                ids.Add(number.ToString(CultureInfo.InvariantCulture));
                break;
            case not null when Property(item!) is { } property:
                Add(ids, property);
                break;
            case IEnumerable list when value is not IDictionary:
                foreach (var element in list)
                {
                    Add(ids, element);
                }

                break;
            default:
                ids.Add(Refuse(value));
                break;
        }
    }

    private static object? Property(object item)
    {
        var data = PSObject.AsPSObject(item);
        foreach (var name in Names)
        {
            if (data.Properties[name] is { } property)
            {
                return property.Value ?? "";
            }
        }

        return null;
    }

    // A separate string instance, recognized by reference: no text that a user types can be equal to it.
    private static string Refuse(object? given)
    {
        var mark = new string(' ', 1);
        RefusedItems.Add(mark, new Refused(given));
        return mark;
    }

    private sealed record Refused(object? Given);
}

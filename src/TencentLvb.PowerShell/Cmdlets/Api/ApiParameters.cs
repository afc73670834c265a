using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Text.RegularExpressions;

namespace TencentLvb.Cmdlets;

/// <summary>Turns the hashtable of <c>Invoke-LvbApi</c> into wire parameters.</summary>
internal static class ApiParameters
{
    private static readonly Regex NamePattern = new("^[A-Za-z0-9_.]+$", RegexOptions.CultureInvariant);

    // The client sets these itself: the account, the interface, and a fresh signature for each attempt.
    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase) { "appid", "cmd", "interface", "t", "sign" };

    public static WireParameters Read(IDictionary? given, Lvb2Interface target)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (given is not null)
        {
            foreach (DictionaryEntry entry in given)
            {
                var (name, value) = One(entry, target);
                if (found.ContainsKey(name))
                {
                    throw LvbErrors.InvalidArgument($"-Parameter names '{name}' twice.", "Give each parameter once, by its short name or by its wire name.");
                }

                found.Add(name, value);
            }
        }

        var parameters = new WireParameters();
        foreach (var pair in found)
        {
            parameters.Add(pair.Key, pair.Value);
        }

        return parameters;
    }

    private static (string Name, string Value) One(DictionaryEntry entry, Lvb2Interface target)
    {
        if ((entry.Key is PSObject key ? key.BaseObject : entry.Key) is not string name || !NamePattern.IsMatch(name) || name.EndsWith("\n", StringComparison.Ordinal))
        {
            throw LvbErrors.InvalidArgument($"-Parameter: '{entry.Key}' is no parameter's name.", "Give names as channel_id or Param.s.channel_id.");
        }

        if (Common.Contains(name))
        {
            throw LvbErrors.InvalidArgument(
                $"-Parameter: '{name}' is set by the module itself.",
                "Leave it away: account and signature come from the connection, the interface from -Interface.");
        }

        var value = entry.Value is PSObject wrapped ? wrapped.BaseObject : entry.Value;
        if (name.StartsWith("Param.", StringComparison.Ordinal))
        {
            return (name, Text(name, value));
        }

        var text = Text(name, value);
        var wireName = ShortNames.WireName(name, target);
        if (wireName is not null && ShortNames.IsNumber(wireName) && value is string
            && !decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
        {
            throw LvbErrors.InvalidArgument(
                $"-Parameter: '{name}' takes a number, not '{text}'.",
                $"Give a number, or the wire name that you mean, as Param.s.{name}.");
        }

        return (wireName ?? ShortNames.WireName(name, value is string), text);
    }

    private static string Text(string name, object? value) => value switch
    {
        string text => text,
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal or BigInteger =>
            ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        double number when !double.IsNaN(number) && !double.IsInfinity(number) => Fraction(number),
        float number when !float.IsNaN(number) && !float.IsInfinity(number) => Math.Abs(number) < 1e15f
            ? ((decimal)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture),
        null => throw Refused(name, "Nothing ($null) is", "Give text or a number, or leave the parameter away."),
        bool => throw Refused(name, "A boolean is", "Give what the interface takes, as 1 or 0."),
        DateTime or DateTimeOffset => throw Refused(
            name,
            "A point in time is",
            "Give what the interface takes: Unix seconds (([DateTimeOffset]$time).ToUnixTimeSeconds()), or China Standard Time as text ('2026-01-31 22:00:00')."),
        _ => throw Refused(name, $"An object of type {value.GetType().Name} is", "Give text or a number."),
    };

    private static string Fraction(double number) =>
        Math.Abs(number) < 1e15 ? ((decimal)number).ToString(CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);

    private static LvbException Refused(string name, string what, string allowed) =>
        LvbErrors.InvalidArgument($"-Parameter: {what} no value for '{name}'.", allowed);
}

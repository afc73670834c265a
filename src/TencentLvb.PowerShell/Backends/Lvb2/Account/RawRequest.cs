using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TencentLvb.Backends.Lvb2;

/// <summary>
/// Creates a call of an interface by name. A known interface keeps its host and its retry class; any other is sent at most once.
/// </summary>
internal static class RawRequest
{
    private static readonly Regex InterfacePattern = new(@"^[A-Za-z0-9_.]+\z", RegexOptions.CultureInvariant);

    public static Lvb2Request<IReadOnlyList<JsonElement>> Make(RawCall call)
    {
        var target = Target(call);
        var parameters = RawParameters.Read(call.Parameters, target);
        return new Lvb2Request<IReadOnlyList<JsonElement>>(parameters, Output)
        {
            HowToLook = HowToLook(target, parameters) ?? TransportMessage.LookAtTheAccount,
            Retry = Cuts(target, parameters) ? RetryClass.AtMostOnce : target.Retry,
            Body = call.Body is { } body ? _ => body : null,
            AlsoSuccess = target.Host == LvbHost.Statistics ? LiveStatReader.EmptyResults : [],
        };
    }

    private static Lvb2Interface Target(RawCall call)
    {
        if ((call.Service is not null ? "-Service" : call.Version is not null ? "-Version" : null) is { } foreign)
        {
            throw LvbErrors.NotSupported(
                $"API 2.0 has no products or versions: {foreign} does not apply.",
                    $"Omit {foreign}, or connect with API 3.0: Connect-Lvb -SecretId.");
        }

        if (!InterfacePattern.IsMatch(call.Interface))
        {
            throw LvbErrors.InvalidArgument(
                $"-Interface '{call.Interface}' is not a valid interface name.",
                "Specify a name from the LVB documentation, for example Live_Channel_GetStatus.");
        }

        if (!Lvb2Interface.Known.TryGetValue(call.Interface, out var known))
        {
            return Lvb2Interface.Unknown(call.Interface, call.Statistics ? LvbHost.Statistics : LvbHost.Business);
        }

        return call.Statistics && known.Host != LvbHost.Statistics
            ? throw LvbErrors.InvalidArgument($"The interface {known.Name} is not available on the statistics host.", "Omit -Statistics.")
            : known;
    }

    // Status 2 cuts the current push: a second call would cut a stream that has just reconnected.
    private static bool Cuts(Lvb2Interface target, WireParameters parameters) =>
        target == Lvb2Interface.ChannelSetStatus && parameters.Find("Param.n.status") is not (null or "0" or "1");

    /// <summary>
    /// Returns advice on how to check the possible effect of the call; null if there is none for its interface and parameters.
    /// </summary>
    private static string? HowToLook(Lvb2Interface target, WireParameters parameters)
    {
        if (target == Lvb2Interface.QueueGet)
        {
            return "Any screenshots that the call removed from the queue are lost. Get-LvbScreenshot returns the remaining ones.";
        }

        if ((parameters.Find("Param.s.channel_id") ?? parameters.Find("Param.s.stream_id")) is not { } stream)
        {
            return null;
        }

        return target == Lvb2Interface.TapeStart
            ? TapeStart.HowToLook(stream)
            : $"Check the current state of the stream: Get-LvbChannelStatus -StreamId {CommandText.Quote(stream)}";
    }

    /// <summary>
    /// Returns the content of a response: nothing, the elements of its output, or its single output. If the interface has no output
    /// (mixing), returns the whole response.
    /// </summary>
    internal static IReadOnlyList<JsonElement> Output(Lvb2Response reply)
    {
        var output = reply.GetOutput();
        if (reply.Ret != 0 || (output.ValueKind == JsonValueKind.Object && !output.EnumerateObject().MoveNext()))
        {
            return [];
        }

        if (output.ValueKind == JsonValueKind.Undefined)
        {
            var answer = reply.GetAnswer();
            return answer.TryGetProperty("ret", out _) || answer.TryGetProperty("retcode", out _) ? [] : [answer.Clone()];
        }

        // The result outlives the response.
        output = output.Clone();
        return output.ValueKind == JsonValueKind.Array ? output.EnumerateArray().ToArray() : [output];
    }
}

/// <summary>Converts user-specified parameters to wire parameters.</summary>
internal static class RawParameters
{
    private static readonly Regex NamePattern = new(@"^[A-Za-z0-9_.]+\z", RegexOptions.CultureInvariant);

    // The client sets these itself: the account, the interface, and a new signature for each attempt.
    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase) { "appid", "cmd", "interface", "t", "sign" };

    public static WireParameters Read(IDictionary? given, Lvb2Interface target)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in given ?? new Hashtable())
        {
            var (name, value) = One(entry.Key, entry.Value, target);
            if (found.ContainsKey(name))
            {
                throw LvbErrors.InvalidArgument(
                    $"-Parameter contains '{name}' twice.", "Specify each parameter once, by its short name or by its wire name.");
            }

            found.Add(name, value);
        }

        var parameters = new WireParameters(target);
        foreach (var pair in found)
        {
            parameters.AddWire(pair.Key, pair.Value);
        }

        return parameters;
    }

    private static (string Name, string Value) One(object key, object? value, Lvb2Interface target)
    {
        if (key is not string name || !NamePattern.IsMatch(name))
        {
            throw LvbErrors.InvalidArgument(
                $"-Parameter: '{key}' is not a valid parameter name.", "Specify names such as channel_id or Param.s.channel_id.");
        }

        if (Common.Contains(name))
        {
            throw LvbErrors.InvalidArgument(
                $"-Parameter: '{name}' is set by the module itself.",
                "Omit it. The account and the signature come from the connection, and the interface comes from -Interface.");
        }

        var text = Text(name, value);
        if (name.StartsWith("Param.", StringComparison.Ordinal))
        {
            return (name, text);
        }

        if (target.Find(name) is not { } known)
        {
            return ((value is string ? "Param.s." : "Param.n.") + name, text);
        }

        return known.IsNumber && value is string && !IsNumber(text)
            ? throw LvbErrors.InvalidArgument(
                $"-Parameter: '{name}' must be a number, not '{text}'.",
                $"Specify a number. To send text, specify the wire name, for example Param.s.{name}.")
            : (known.WireName, text);
    }

    private static bool IsNumber(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);

    private static string Text(string name, object? value) => value switch
    {
        string text => text,
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal or BigInteger =>
            ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        double number when !double.IsNaN(number) && !double.IsInfinity(number) => Math.Abs(number) < 1e15
            ? ((decimal)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture),
        float number when !float.IsNaN(number) && !float.IsInfinity(number) => Math.Abs(number) < 1e15f
            ? ((decimal)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture),
        null => throw Refused(name, "$null is", "Specify text or a number, or omit the parameter."),
        bool => throw Refused(name, "A boolean is", "Specify the value that the interface expects, for example 1 or 0."),
        DateTime or DateTimeOffset => throw Refused(
            name,
            "A date and time is",
            "Specify what the interface expects: Unix seconds (([DateTimeOffset]$time).ToUnixTimeSeconds()), "
                + "or China Standard Time as text ('2026-01-31 22:00:00')."),
        double or float => throw Refused(name, FormattableString.Invariant($"{value} is"), "Specify a finite number."),
        _ => throw Refused(name, $"An object of type {value.GetType().Name} is", "Specify text or a number."),
    };

    private static LvbException Refused(string name, string what, string allowed) =>
        LvbErrors.InvalidArgument($"-Parameter: {what} not a valid value for '{name}'.", allowed);
}

using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace TencentLvb.Emulator;

/// <summary>
/// Reads a fault from the hashtable of <c>Start-LvbEmulator -Fault</c>: <c>@{ Interface = 'Get_*'; Kind = 'Http500'; Rate = 0.1 }</c>.
/// </summary>
internal static class FaultReader
{
    private const string Allowed =
        "Specify a hashtable with Kind and optionally Interface (default *), Rate (0 to 1) or Count (1 or more), "
        + "Time and Code, for example @{ Interface = 'Get_*'; Kind = 'Http500'; Rate = 0.1 }.";

    public static EmulatorFault Read(Hashtable fault)
    {
        var name = "*";
        LvbEmulatorFaultKind? kind = null;
        double? rate = null;
        int? count = null;
        TimeSpan? time = null;
        string? code = null;
        foreach (DictionaryEntry entry in fault)
        {
            switch (entry.Key.ToString().ToUpperInvariant())
            {
                case "INTERFACE":
                    name = As<string>(entry);
                    break;
                case "KIND":
                    kind = As<LvbEmulatorFaultKind>(entry);
                    break;
                case "RATE":
                    rate = As<double>(entry);
                    break;
                case "COUNT":
                    count = As<int>(entry);
                    break;
                case "CODE":
                    code = As<string>(entry);
                    break;
                case "TIME":
                    time = entry.Value is TimeSpan span ? span : DurationText.Parse(entry.Value?.ToString()) ?? throw Wrong(entry);
                    break;
                default:
                    throw LvbErrors.InvalidArgument($"A fault has no property '{entry.Key}'.", Allowed);
            }
        }

        return Make(name, kind ?? throw LvbErrors.InvalidArgument("A fault requires a Kind.", Allowed), rate, count, time, code);
    }

    public static EmulatorFault Make(string name, LvbEmulatorFaultKind kind, double? rate, int? count, TimeSpan? time, string? code = null)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw LvbErrors.InvalidArgument(
                "A fault's Interface is empty.",
                "Specify an interface, for example Get_* (wildcards are supported), or omit Interface for all.");
        }

        if (!Enum.IsDefined(typeof(LvbEmulatorFaultKind), kind))
        {
            throw LvbErrors.InvalidArgument(
                $"{kind} is not a kind of fault.",
                "Specify one of these kinds: " + string.Join(", ", Enum.GetNames(typeof(LvbEmulatorFaultKind))) + ".");
        }

        if (rate is not null && count is not null)
        {
            throw LvbErrors.InvalidArgument(
                "A fault has both Rate and Count.", "Specify either Rate (a share of the requests) or Count (a number of requests).");
        }

        if (rate is < 0 or > 1 or double.NaN)
        {
            throw LvbErrors.InvalidArgument(
                $"A fault's Rate of {rate.Value.ToString(CultureInfo.InvariantCulture)} is out of range.", "Specify a number from 0 to 1.");
        }

        if (count < 1)
        {
            throw LvbErrors.InvalidArgument($"A fault's Count of {count} is out of range.", "Specify 1 or more.");
        }

        CheckCode(kind, code);
        return new EmulatorFault(name, kind) { Rate = rate, Count = count, Time = time, Code = code };
    }

    private static void CheckCode(LvbEmulatorFaultKind kind, string? code)
    {
        const string HowTo =
            "Specify an API 2.0 ret value or an API 3.0 error code, for example -Kind ErrorCode -Code InternalError.ConfigNotExist.";
        if (kind == LvbEmulatorFaultKind.ErrorCode && string.IsNullOrWhiteSpace(code))
        {
            throw LvbErrors.InvalidArgument("A fault of kind ErrorCode requires Code.", HowTo);
        }

        if (kind != LvbEmulatorFaultKind.ErrorCode && code is not null)
        {
            throw LvbErrors.InvalidArgument($"A fault of kind {kind} does not accept Code.", "Omit Code, or set Kind to ErrorCode.");
        }
    }

    private static T As<T>(DictionaryEntry entry)
    {
        try
        {
            return (T)LanguagePrimitives.ConvertTo(entry.Value, typeof(T), CultureInfo.InvariantCulture);
        }
        catch (PSInvalidCastException)
        {
            throw Wrong(entry);
        }
    }

    private static LvbException Wrong(DictionaryEntry entry) => LvbErrors.InvalidArgument(
        $"'{entry.Value}' is not a valid {entry.Key} for a fault.",
        typeof(LvbEmulatorFaultKind).Name.EndsWith(entry.Key.ToString(), StringComparison.OrdinalIgnoreCase)
            ? "Specify one of these kinds: " + string.Join(
                ", ", Enum.GetNames(typeof(LvbEmulatorFaultKind)).OrderBy(kind => kind, StringComparer.Ordinal)) + "."
            : Allowed);
}

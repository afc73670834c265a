using System.Globalization;
using System.Text.RegularExpressions;

namespace TencentLvb.Emulator;

/// <summary>Represents a fault that can still occur.</summary>
internal sealed class ActiveFault(EmulatorFault asked)
{
    private readonly Regex _pattern = Wildcard(asked.Interface);

    public string Interface => asked.Interface;

    public LvbEmulatorFaultKind Kind => asked.Kind;

    /// <summary>Gets the code that an <see cref="LvbEmulatorFaultKind.ErrorCode"/> returns on API 3.0.</summary>
    public string Code => asked.Code ?? "";

    /// <summary>Gets the ret that an <see cref="LvbEmulatorFaultKind.ErrorCode"/> returns on API 2.0.</summary>
    public int Ret => int.TryParse(asked.Code, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var ret) ? ret : 0;

    public double Rate => asked.Rate ?? 1;

    /// <summary>Gets or sets how often it still occurs; null for no limit.</summary>
    public int? Left { get; set; } = asked.Count;

    /// <summary>Gets the fault's time, or the default of its kind.</summary>
    public TimeSpan Time => asked.Time ?? Kind switch
    {
        LvbEmulatorFaultKind.Delay => TimeSpan.FromSeconds(2),
        LvbEmulatorFaultKind.ClockSkew => TimeSpan.FromMinutes(10),
        _ => TimeSpan.FromSeconds(1),
    };

    /// <summary>Determines whether a request to this service can be affected: some kinds exist on only one of them.</summary>
    public bool Suits(LvbApi api) => Kind switch
    {
        LvbEmulatorFaultKind.NoReturnData => api == LvbApi.V2,
        LvbEmulatorFaultKind.EmptyResponse or LvbEmulatorFaultKind.Unauthorized => api == LvbApi.V3,
        LvbEmulatorFaultKind.ErrorCode => asked.IsRet == (api == LvbApi.V2),
        _ => true,
    };

    public bool Matches(string name) => _pattern.IsMatch(name);

    private static Regex Wildcard(string pattern) => new(
        "^" + Regex.Escape(pattern).Replace("\\*", ".*").Replace("\\?", ".") + @"\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline);
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace TencentLvb.Emulator;

/// <summary>A fault that may still strike.</summary>
internal sealed class ActiveFault(EmulatorFault asked)
{
    private readonly Regex _pattern = Wildcard(asked.Interface);

    public string Interface => asked.Interface;

    public LvbEmulatorFaultKind Kind => asked.Kind;

    /// <summary>The code that an <see cref="LvbEmulatorFaultKind.ErrorCode"/> answers on API 3.0.</summary>
    public string Code => asked.Code ?? "";

    /// <summary>The ret that an <see cref="LvbEmulatorFaultKind.ErrorCode"/> answers on API 2.0.</summary>
    public int Ret => int.TryParse(asked.Code, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var ret) ? ret : 0;

    public double Rate => asked.Rate ?? 1;

    /// <summary>How often it still strikes; null: without end.</summary>
    public int? Left { get; set; } = asked.Count;

    /// <summary>The fault's time, or the usual one of its kind.</summary>
    public TimeSpan Time => asked.Time ?? Kind switch
    {
        LvbEmulatorFaultKind.Delay => TimeSpan.FromSeconds(2),
        LvbEmulatorFaultKind.ClockSkew => TimeSpan.FromMinutes(10),
        _ => TimeSpan.FromSeconds(1),
    };

    /// <summary>Whether a request to this service can be hit: some kinds exist on one of the two alone.</summary>
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

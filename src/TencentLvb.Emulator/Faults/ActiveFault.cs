using System.Text.RegularExpressions;

namespace TencentLvb.Emulator;

/// <summary>A fault that may still strike.</summary>
internal sealed class ActiveFault(EmulatorFault asked)
{
    private readonly Regex _pattern = Wildcard(asked.Interface);

    public string Interface => asked.Interface;

    public LvbEmulatorFaultKind Kind => asked.Kind;

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

    public bool Matches(string name) => _pattern.IsMatch(name);

    private static Regex Wildcard(string pattern) => new(
        "^" + Regex.Escape(pattern).Replace("\\*", ".*").Replace("\\?", ".") + "$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline);
}

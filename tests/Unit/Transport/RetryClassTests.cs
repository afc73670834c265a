namespace TencentLvb.Unit.Transport;

/// <summary>Which calls may be repeated. A query may. A change may not, unless a second one leads to the same state and the change is
/// listed here by hand.</summary>
public sealed class RetryClassTests
{
    private static readonly string[] LeadToTheSameState = ["Live_Channel_SetStatus", "Live_Set_Delay", "Live_Tape_Stop", "channel_manager"];

    // It is named like a query, but every call removes messages.
    private const string TakesAway = "Live_Queue_Get";

    [Fact]
    public void Only_queries_and_the_listed_changes_may_be_repeated() => Assert.Equal(
        Lvb2Interface.Known.Keys.Order(StringComparer.Ordinal).Select(name => $"{name} {Expected(name)}"),
        Lvb2Interface.Known.Values.OrderBy(known => known.Name, StringComparer.Ordinal).Select(known => $"{known.Name} {known.Retry}"));

    [Fact]
    public void An_interface_has_the_same_host_in_the_emulator() => Assert.Equal(
        TencentLvb.Emulator.InterfaceTable.All.Where(entry => Lvb2Interface.Known.ContainsKey(entry.Name))
            .Select(entry => $"{entry.Name} {(entry.IsStatistics ? LvbHost.Statistics : LvbHost.Business)}").Order(StringComparer.Ordinal),
        Lvb2Interface.Known.Values.Select(known => $"{known.Name} {known.Host}").Order(StringComparer.Ordinal));

    [Fact]
    public void An_unknown_interface_is_called_at_most_once() =>
        Assert.Equal(RetryClass.AtMostOnce, Lvb2Interface.Unknown("Live_Something_New", LvbHost.Business).Retry);

    private static RetryClass Expected(string name) =>
        name.Contains("Get", StringComparison.Ordinal) && name != TakesAway ? RetryClass.Repeatable
        : LeadToTheSameState.Contains(name) ? RetryClass.SameState
        : RetryClass.AtMostOnce;
}

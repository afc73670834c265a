namespace TencentLvb.Unit.Transport;

/// <summary>
/// Which call may be made twice. A query may; a change may not, unless somebody has seen to it that a second one leads to the same state
/// and has said so here, by hand.
/// </summary>
public sealed class RetryClassTests
{
    private static readonly string[] LeadToTheSameState = ["Live_Channel_SetStatus", "Live_Set_Delay", "Live_Tape_Stop", "channel_manager"];

    // Its name is that of a query, but every call takes messages away.
    private const string TakesAway = "Live_Queue_Get";

    [Fact]
    public void Only_queries_are_repeated_and_only_the_changes_of_this_list_may_be() => Assert.Equal(
        Lvb2Interface.Known.Keys.Order(StringComparer.Ordinal).Select(name => $"{name} {Expected(name)}"),
        Lvb2Interface.Known.Values.OrderBy(known => known.Name, StringComparer.Ordinal).Select(known => $"{known.Name} {known.Retry}"));

    [Fact]
    public void An_interface_lives_on_the_host_on_which_the_emulator_has_it() => Assert.Equal(
        TencentLvb.Emulator.InterfaceTable.All.Where(entry => Lvb2Interface.Known.ContainsKey(entry.Name))
            .Select(entry => $"{entry.Name} {(entry.IsStatistics ? LvbHost.Statistics : LvbHost.Business)}").Order(StringComparer.Ordinal),
        Lvb2Interface.Known.Values.Select(known => $"{known.Name} {known.Host}").Order(StringComparer.Ordinal));

    [Fact]
    public void An_interface_that_nobody_knows_is_called_at_most_once() =>
        Assert.Equal(RetryClass.AtMostOnce, Lvb2Interface.Unknown("Live_Something_New", LvbHost.Business).Retry);

    private static RetryClass Expected(string name) =>
        name.Contains("Get", StringComparison.Ordinal) && name != TakesAway ? RetryClass.Repeatable
        : LeadToTheSameState.Contains(name) ? RetryClass.SameState
        : RetryClass.AtMostOnce;
}

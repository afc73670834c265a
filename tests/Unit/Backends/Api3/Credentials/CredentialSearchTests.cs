namespace TencentLvb.Unit.Backends.Api3;

/// <summary>What a search for keys reports, and the objects that hold keys.</summary>
public sealed class CredentialSearchTests
{
    [Fact]
    public void A_search_that_found_nothing_names_every_place_and_the_ways_to_connect()
    {
        var search = new CredentialSearch();
        search.LookedAt("the file a", "no such file");
        search.LookedAt("the file b", "empty");
        Assert.False(search.HasHalf);
        var error = Sentences.Check(search.NotFound());
        Assert.Equal("LvbNotConnected", error.ErrorId);
        Assert.EndsWith(": the file a (no such file); the file b (empty).", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("Connect and type the SecretKey: Connect-Lvb -SecretId", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("Connect-Lvb -SecretId <SecretId> -SecretName", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_incomplete_pair_is_the_one_to_complete()
    {
        var search = new CredentialSearch();
        search.FoundHalf("the file a", "id1", "key1");
        search.FoundHalf("the file b", "id2", "key2");
        Assert.True(search.HasHalf);
        var error = Sentences.Check(search.NotFound());
        Assert.Contains("the file a (found id1, but not key1); the file b (found id2, but not key2).", error.Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "Also set key1, or connect with other keys. Connect and type the SecretKey", error.RecommendedAction, StringComparison.Ordinal);
        var session = search.NotConnected();
        Assert.Equal((error.ErrorId, error.RecommendedAction), (session.ErrorId, session.RecommendedAction));
        Assert.EndsWith(". " + error.Message, session.Message, StringComparison.Ordinal);
        Assert.StartsWith("There is no connection", session.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_are_not_shown_and_cannot_be_changed()
    {
        var keys = new TemporaryKeys("AKIDx", "canary-k", "canary-t", TimeSpan.FromHours(2));
        var found = keys.ToCredential("the role r", TimeSpan.FromHours(1));
        Assert.Equal("SecretId AKIDx", found.ToString());
        Assert.Equal("temporary keys", keys.ToString());
        Assert.True(found.SecretKey.IsReadOnly() && found.Token!.IsReadOnly());
        Assert.Equal(("the role r", TimeSpan.FromHours(1), TimeSpan.FromHours(2)), (found.Origin, found.RenewAfter, found.EndsAfter));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void Keys_whose_renewal_is_overdue_are_renewed_at_the_next_call(int seconds, int expected) =>
        Assert.Equal(TimeSpan.FromSeconds(expected),
            new TemporaryKeys("i", "k", "t", TimeSpan.FromHours(1)).ToCredential("o", TimeSpan.FromSeconds(seconds)).RenewAfter);

    [Theory]
    [InlineData(407, "LvbHttp.407", false)]
    [InlineData(403, "LvbNetwork", true)]
    public void A_refused_role_keeps_the_reason_and_adds_what_to_check_unless_a_proxy_refused(int status, string id, bool isOfTheRole)
    {
        var why = new LvbException("LvbHttp." + status, "Refused.", "Ask.") { StatusCode = status, Code = "c", RequestId = "r" };
        var error = Sentences.Check(CredentialErrors.Role("qcs::role", why));
        Assert.Equal((id, status, "c", "r"), (error.ErrorId, error.StatusCode, error.Code, error.RequestId));
        Assert.Contains("qcs::role", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(" Refused.", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("Ask.", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(isOfTheRole, error.RecommendedAction.Contains("the role exists", StringComparison.Ordinal));
        Assert.Equal(isOfTheRole, error.RecommendedAction.Contains("trust policy", StringComparison.Ordinal));
        Assert.Equal(isOfTheRole, error.RecommendedAction != "Ask.");
    }
}

namespace TencentLvb.Emulator;

/// <summary>
/// Determines the receivers of an event: the one that the emulator was started with, and the one of the rule for the stream's domain and
/// path.
/// </summary>
internal sealed class NotificationTargets(Account account, NotificationTarget? always, RetryRule rulesOfRules)
{
    /// <summary>Returns the receivers. Call it with the account's lock.</summary>
    public IEnumerable<NotificationTarget> Of(AccountEvent happened)
    {
        if (always is not null)
        {
            yield return always;
        }

        if (account.Callbacks.TemplateFor(happened.Stream) is { } template && template.UrlOf(happened) is { } url)
        {
            yield return new NotificationTarget(new Uri(url), template.Signer, rulesOfRules, Newer: true);
        }
    }
}

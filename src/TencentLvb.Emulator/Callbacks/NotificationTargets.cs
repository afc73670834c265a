namespace TencentLvb.Emulator;

/// <summary>
/// Who is told of an event: the receiver that the emulator was started with, and that of the rule of the stream's domain and path.
/// </summary>
internal sealed class NotificationTargets(Account account, NotificationTarget? always, RetryRule rulesOfRules)
{
    /// <summary>To be asked under the account's gate.</summary>
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

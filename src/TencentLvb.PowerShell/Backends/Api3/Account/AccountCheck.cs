using System.Globalization;

namespace TencentLvb.Backends.Api3;

/// <summary>Sends the query that shows whether the account can be used.</summary>
internal static class AccountCheck
{
    public static LvbOperation<AccountProbe> Operation(Api3Account account) => new Api3Operation<AccountProbe>(
        Api3Action.Domains, stream: null, async (context, cancellation) =>
        {
            try
            {
                var count = await context.CallAsync(account, DomainList.Count(), cancellation).ConfigureAwait(false);
                return new AccountProbe { SignatureTaken = true, Message = Answers(count) };
            }
            catch (LvbException error)
            {
                return new AccountProbe { Error = error, SignatureTaken = SignatureTaken(error) };
            }
        });

    private static string Answers(long count) => string.Format(
        CultureInfo.InvariantCulture,
        "API 3.0 accepts requests for this account, which has {0} {1}.",
        count == 0 ? "no" : count,
        count == 1 ? "domain" : "domains");

    // An error about permissions means that the signature was accepted.
    private static bool? SignatureTaken(LvbException error) => error switch
    {
        { ErrorId: LvbErrors.SignatureInvalidId or LvbErrors.SignatureExpiredId } => false,
        { Code: not null } => true,
        _ => null,
    };
}

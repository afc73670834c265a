using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace TencentLvb.Completion;

/// <summary>Offers the names of the profiles.</summary>
internal sealed class ProfileNameCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Candidates.Matching(wordToComplete, StoredProfiles.All().Select(p => (p.Name, Tip(p))));

    private static string Tip(LvbProfile profile) => string.Format(
        CultureInfo.InvariantCulture, "{0}: {1}{2}", profile.Name, Account(profile), profile.IsDefault ? ", the default" : "");

    private static string Account(LvbProfile profile) => profile switch
    {
        { AppId: { } appId } => "APPID " + appId.ToString(CultureInfo.InvariantCulture),
        { SecretId: { } secretId } => "SecretId " + secretId,
        { CredentialSource: { } source } => "keys from " + source,
        _ => "the account of the secret " + profile.SecretName,
    };
}

/// <summary>
/// Offers the secrets that profiles and the current connection specify. Vaults are not queried, because they could prompt or be slow.
/// </summary>
internal sealed class SecretNameCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var current = CurrentConnection.Value;
        var named = StoredProfiles.All()
            .SelectMany(p => new[] { (Text: p.SecretName, Tip: "profile " + p.Name),
            (Text: p.CallbackSecretName, Tip: "profile " + p.Name) })
            .Concat([(Text: current?.SecretName, Tip: "the current connection"),
            (Text: current?.CallbackSecretName, Tip: "the current connection")]);
        return Candidates.Matching(wordToComplete, StoredProfiles.Distinct(named));
    }
}

/// <summary>Offers the vaults that profiles and the current connection specify.</summary>
internal sealed class VaultCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var named = StoredProfiles.All().Select(p => (Text: p.Vault, Tip: "profile " + p.Name))
            .Append((Text: CurrentConnection.Value?.Vault, Tip: "the current connection"));
        return Candidates.Matching(wordToComplete, StoredProfiles.Distinct(named));
    }
}

/// <summary>Reads the profiles for completions. A damaged file has none.</summary>
internal static class StoredProfiles
{
    public static IReadOnlyList<LvbProfile> All()
    {
        try
        {
            // There is no session here, so a relative path is resolved in the folder of the process.
            if (ProfileFile.Find(static path => path) is not { } file)
            {
                return [];
            }

            var document = file.Read();
            return document.Names.Select(document.Find).OfType<LvbProfile>().ToList();
        }
        catch (Exception e) when (e is LvbException or ArgumentException)
        {
            return [];
        }
    }

    public static IEnumerable<(string Text, string Tip)> Distinct(IEnumerable<(string? Text, string Tip)> named) => named
        .Where(n => !string.IsNullOrEmpty(n.Text))
        .GroupBy(n => n.Text!, StringComparer.OrdinalIgnoreCase)
        .OrderBy(g => g.Key, StringComparer.OrdinalIgnoreCase)
        .Select(g => (g.Key, $"{g.Key}: {string.Join(", ", g.Select(n => n.Tip))}"));
}

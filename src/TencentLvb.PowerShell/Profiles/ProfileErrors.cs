namespace TencentLvb.Profiles;

/// <summary>Creates the errors of profiles, each with the command that helps.</summary>
internal static class ProfileErrors
{
    public const string NotFoundId = "LvbProfileNotFound";
    public const string InvalidId = "LvbProfileInvalid";

    /// <summary>Creates the error of a missing profile that was to be removed or listed. It does not recommend creating it.</summary>
    public static LvbException NothingToRemove(string name, string path) =>
        new(NotFoundId, $"There is no profile '{name}' in {path}.", "Get-LvbProfile lists the existing profiles.");

    /// <param name="name">The profile.</param>
    /// <param name="path">The file.</param>
    /// <param name="source">The source of the name, which follows the name of the file; null if it is the command.</param>
    public static LvbException NotFound(string name, string path, string? source = null) => new(
        NotFoundId,
        $"There is no profile '{name}' in {path}{(source is null ? "" : ", although " + source)}.",
        "Get-LvbProfile lists the existing profiles. "
            + $"To create this profile: Set-LvbProfile -Name {CommandText.Quote(name)} -AppId <your APPID> "
            + "-SecretName <name of the secret with the API key>.");

    public static LvbException Damaged(string path, string what, Exception? inner = null) => new(
        InvalidId,
        $"The profile file {path} is damaged: {what.TrimEnd('.')}. The file was not changed.",
        $"Correct it in an editor, or rename it (Move-Item -LiteralPath {CommandText.Quote(path)} -Destination "
            + $"{CommandText.Quote(path + ".damaged")}) and set the profiles again with Set-LvbProfile.",
        inner);

    public static LvbException Commented(string path) => new(
        InvalidId,
        $"The profile file {path} contains comments, which this command would remove. The file was not changed.",
        "Change it in an editor, or remove the comments first.");

    public static LvbException Relative(string path) => new(
        InvalidId,
        $"$env:LVB_PROFILE_PATH is '{path}', a relative path, which refers to a different file in each folder.",
        "Specify a full path: $env:LVB_PROFILE_PATH = '<full path of a JSON file>'.");

    public static LvbException Unusable(string path, string doing, Exception inner) => new(
        InvalidId,
        $"The profile file {path} cannot be {doing}: {inner.Message.TrimEnd('.')}.",
        "Check the file's permissions and the free disk space, or set $env:LVB_PROFILE_PATH to another file.",
        inner);

    public static LvbException NoPlace() => new(
        InvalidId,
        "Profiles cannot be stored: this user has no configuration folder.",
        "Specify a full path: $env:LVB_PROFILE_PATH = '<full path of a JSON file>'.");
}

namespace TencentLvb.Profiles;

/// <summary>What can be wrong with profiles, each with the command that helps.</summary>
internal static class ProfileErrors
{
    public const string NotFoundId = "LvbProfileNotFound";
    public const string InvalidId = "LvbProfileInvalid";

    public static LvbException NotFound(string name, string path, bool isFromEnvironment = false) => new(
        NotFoundId,
        $"There is no profile '{name}' in {path}{(isFromEnvironment ? ", as $env:LVB_PROFILE asks for" : "")}.",
        $"Get-LvbProfile lists the profiles there are. To make it: Set-LvbProfile -Name {CommandText.Quote(name)} -AppId <your APPID> -SecretName <name of the API key's secret>.");

    public static LvbException Damaged(string path, string what, Exception? inner = null) => new(
        InvalidId,
        $"The profile file {path} is damaged: {what.TrimEnd('.')}. It is left as it is.",
        $"Mend it in an editor; or move it away (Move-Item -LiteralPath {CommandText.Quote(path)} -Destination {CommandText.Quote(path + ".damaged")}) and set the profiles again with Set-LvbProfile.",
        inner);

    public static LvbException Unusable(string path, string doing, Exception inner) => new(
        InvalidId,
        $"The profile file {path} can't be {doing}: {inner.Message.TrimEnd('.')}.",
        "Check the rights and the room on the disk; or let $env:LVB_PROFILE_PATH name another file.",
        inner);

    public static LvbException NoPlace() => new(
        InvalidId,
        "There is no place for profiles: this user has no configuration folder.",
        "Name the file itself: $env:LVB_PROFILE_PATH = '<path of a JSON file>'.");
}

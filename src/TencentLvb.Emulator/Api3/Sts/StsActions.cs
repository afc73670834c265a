namespace TencentLvb.Emulator;

/// <summary>Lists the actions of the product sts: temporary keys.</summary>
internal static class StsActions
{
    public static IEnumerable<Api3Action> All { get; } =
    [
        new("sts", "AssumeRole", TemporaryKeys.AssumeRole)
        {
            Required = "RoleArn RoleSessionName",
            Optional = "DurationSeconds Policy ExternalId Tags SourceIdentity SerialNumber TokenCode",
            Region = RegionUse.Optional,
        },
        new("sts", "AssumeRoleWithWebIdentity", TemporaryKeys.WithWebIdentity)
        {
            Required = "ProviderId WebIdentityToken RoleArn RoleSessionName",
            Optional = "DurationSeconds",
            Region = RegionUse.Optional,
            IsUnsigned = true,
        },
    ];
}

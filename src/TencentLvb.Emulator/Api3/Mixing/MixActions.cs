namespace TencentLvb.Emulator;

/// <summary>Lists the actions on mixes.</summary>
internal static class MixActions
{
    public static IEnumerable<Api3Action> All { get; } =
    [
        new("live", "CreateCommonMixStream", CommonMix.Create)
        {
            Required = "MixStreamSessionId InputStreamList OutputParams",
            Optional = "MixStreamTemplateId ControlParams",
            Frequency = (200, 200),
        },
        new("live", "CancelCommonMixStream", CommonMix.Cancel) { Required = "MixStreamSessionId" },
    ];
}

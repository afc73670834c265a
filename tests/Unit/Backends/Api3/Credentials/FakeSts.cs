using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Backends.Api3;

/// <summary>Returns numbered temporary keys and records the requests.</summary>
internal sealed class FakeSts : IStsClient
{
    public List<(string Action, JsonObject Parameters, string Region, Api3Credential? Signer)> Calls { get; } = [];

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(2);

    public LvbException? Refusal { get; set; }

    public Task<TemporaryKeys> CallAsync(
        string action, JsonObject parameters, string region, Api3Credential? signer, CancellationToken cancellation)
    {
        Calls.Add((action, parameters, region, signer));
        var n = Calls.Count;
        return Refusal is null
            ? Task.FromResult(new TemporaryKeys($"AKIDtmp{n}", $"tmpkey{n}", $"tmptoken{n}", Lifetime))
            : Task.FromException<TemporaryKeys>(Refusal);
    }
}

namespace TencentLvb.Emulator;

/// <summary>Represents a request that violates the contract. The response has this ret.</summary>
#pragma warning disable CA1032 // Thrown with both values, and caught, only in this assembly.
internal sealed class ApiError(int ret, string message) : Exception(message)
#pragma warning restore CA1032
{
    public int Ret { get; } = ret;
}

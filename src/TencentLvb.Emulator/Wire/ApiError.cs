namespace TencentLvb.Emulator;

/// <summary>A request that breaks the contract; becomes an answer with this ret.</summary>
#pragma warning disable CA1032 // Thrown with both values, and caught, inside this assembly alone.
internal sealed class ApiError(int ret, string message) : Exception(message)
#pragma warning restore CA1032
{
    public int Ret { get; } = ret;
}

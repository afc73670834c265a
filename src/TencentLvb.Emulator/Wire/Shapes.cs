namespace TencentLvb.Emulator;

/// <summary>Holds the selected response formats.</summary>
internal sealed class Shapes
{
    private readonly ulong _chosen;

    public Shapes(IEnumerable<LvbEmulatorShape> chosen)
    {
        foreach (var shape in chosen)
        {
            _chosen |= 1UL << (int)shape;
        }
    }

    public static Shapes Real { get; } = new([]);

    public bool Has(LvbEmulatorShape shape) => (_chosen & (1UL << (int)shape)) != 0;
}

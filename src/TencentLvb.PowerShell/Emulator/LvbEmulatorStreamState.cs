namespace TencentLvb;

/// <summary>Specifies the state of an emulated stream's encoder.</summary>
public enum LvbEmulatorStreamState
{
    /// <summary>Nothing is pushed; a running push is cut.</summary>
    NoInput = 0,

    /// <summary>The stream is pushed.</summary>
    Live = 1,

    /// <summary>The stream is pushed, but the service cannot process it.</summary>
    Error = 2,
}

namespace TencentLvb;

/// <summary>What the encoder of an emulated stream does.</summary>
public enum LvbEmulatorStreamState
{
    /// <summary>Nothing is pushed; a running push is cut.</summary>
    NoInput = 0,

    /// <summary>The stream is pushed.</summary>
    Live = 1,

    /// <summary>The stream is pushed, but the service can't process it.</summary>
    Error = 2,
}

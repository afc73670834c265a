namespace TencentLvb;

/// <summary>By which generation of its rules the emulated service sends a notification again.</summary>
public enum LvbEmulatorCallbackGeneration
{
    /// <summary>Three tries, 3 s apart, until the answer is <c>{"code":0}</c>.</summary>
    Old,

    /// <summary>Until HTTP 200 within 20 s: twelve tries, one minute apart; screenshots five, two minutes apart.</summary>
    New,
}

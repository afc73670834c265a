namespace TencentLvb;

/// <summary>Specifies the rules by which the emulated service repeats a notification.</summary>
public enum LvbEmulatorCallbackGeneration
{
    /// <summary>Up to three posts, 3 s apart, until the response is <c>{"code":0}</c>.</summary>
    Old,

    /// <summary>Until HTTP 200 within 20 s: up to twelve posts, one minute apart; for screenshots five, two minutes apart.</summary>
    New,
}

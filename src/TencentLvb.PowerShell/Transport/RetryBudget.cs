namespace TencentLvb.Transport;

/// <summary>
/// How many retries a connection still has: a bucket of tokens, as in AWS's clients. Retries take from it and only successes fill it,
/// so that a service that is down is not hammered.
/// </summary>
internal sealed class RetryBudget
{
    private const int Capacity = 500;
    private const int RetryCost = 5;
    private const int TimeoutRetryCost = 10;

    private readonly object _gate = new();
    private int _tokens = Capacity;

    /// <summary>A call got what it asked for: that alone fills the budget again.</summary>
    public void Succeeded(int attempts)
    {
        lock (_gate)
        {
            _tokens = Math.Min(Capacity, _tokens + (attempts > 1 ? RetryCost : 1));
        }
    }

    /// <summary>Whether the budget has room for one more retry; takes it.</summary>
    public bool TryTakeRetry(bool afterTimeout)
    {
        var cost = afterTimeout ? TimeoutRetryCost : RetryCost;
        lock (_gate)
        {
            if (_tokens < cost)
            {
                return false;
            }

            _tokens -= cost;
            return true;
        }
    }
}

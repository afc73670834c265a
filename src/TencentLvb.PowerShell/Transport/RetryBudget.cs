namespace TencentLvb.Transport;

/// <summary>
/// Limits the retries of a connection with a token bucket, as AWS's clients do. Retries use tokens and only successful calls refill it,
/// so that a service that is down does not receive even more requests.
/// </summary>
internal sealed class RetryBudget
{
    private const int Capacity = 500;
    private const int RetryCost = 5;
    private const int TimeoutRetryCost = 10;

    private readonly object _gate = new();
    private int _tokens = Capacity;

    /// <summary>Records a successful call, which refills the budget.</summary>
    public void Succeeded(int attempts)
    {
        if (Volatile.Read(ref _tokens) == Capacity)
        {
            return;
        }

        lock (_gate)
        {
            _tokens = Math.Min(Capacity, _tokens + (attempts > 1 ? RetryCost : 1));
        }
    }

    /// <summary>Uses tokens for one more retry if there are enough.</summary>
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

namespace TencentLvb.Unit.Transport;

/// <summary>An account of API 2.0 with the transport for its calls.</summary>
internal sealed class Lvb2Client(Lvb2Account account, HttpTransport transport) : IDisposable
{
    public ClockSkew Skew => transport.Skew;

    public UnconfirmedCalls Abandoned => transport.Unconfirmed;

    public Task<T> SendAsync<T>(Lvb2Request<T> request, CallLog log, CancellationToken cancellation) =>
        transport.SendAsync(new Lvb2Message<T>(account, request), log, cancellation);

    public Task<T> Send<T>(Lvb2Request<T> request, CancellationToken cancellation = default) =>
        SendAsync(request, new CallLog(false), cancellation);

    public Task<LvbException> Fails<T>(Lvb2Request<T> request) => Assert.ThrowsAsync<LvbException>(() => Send(request));

    /// <summary>The specified number of calls, in sequence, each of which fails.</summary>
    public async Task FailTimes(int times)
    {
        for (var call = 0; call < times; call++)
        {
            await Fails(Make.Query());
        }
    }

    public void Dispose() => transport.Dispose();
}

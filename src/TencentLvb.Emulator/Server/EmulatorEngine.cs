using System.Net;
using System.Security;

namespace TencentLvb.Emulator;

/// <summary>The running service: creates its parts, listens, and stops.</summary>
internal sealed class EmulatorEngine : IEmulatorEngine
{
    private const int LongestBody = 1024 * 1024;
    private static readonly TimeSpan SettleEvery = TimeSpan.FromMilliseconds(200);
    private readonly EmulatorClock _clock;
    private readonly FaultTable _faults;
    private readonly Journal _journal = new();
    private readonly Account _account;
    private readonly Signer _signer;
    private readonly Signer? _callbackSigner;
    private readonly Api3Keys _keys;
    private readonly string? _secretId;
    private readonly NotificationSender? _sender;
    private readonly HttpServer _server;
    private readonly CancellationTokenSource _stopping = new();
    private int _settling;

    public EmulatorEngine(EmulatorSettings settings)
        : this(settings, EmulatorClock.Real)
    {
    }

    public EmulatorEngine(EmulatorSettings settings, EmulatorClock clock)
    {
        _clock = clock;
        var shapes = new Shapes(settings.Shapes);
        _faults = new FaultTable(settings.Seed);
        foreach (var fault in settings.Faults)
        {
            _faults.Add(fault);
        }

        _signer = new Signer(settings.Key);
        _account = new Account(settings.AppId, happened => _sender?.Happened(happened), clock.UtcNow)
        {
            FileDelay = settings.FileDelay,
            BansByPath = shapes.Has(LvbEmulatorShape.BanByPath),
        };
        if (settings.SampleData)
        {
            SampleAccount.Fill(_account, clock.UtcNow);
        }

        var desk = new RequestHandler(_account, new RequestValidator(settings.AppId, _signer, shapes), _faults, _journal, shapes, clock);
        _secretId = settings.SecretId;
        _keys = new Api3Keys(_secretId, settings.SecretKey);
        var api3 = new Api3Handler(_account, _keys, _faults, _journal, shapes, settings.Site, clock);
        var downloads = new DownloadHandler(_account);
        _server = new HttpServer(
            new HttpServerOptions
            {
                Address = IPAddress.Loopback,
                Port = settings.Port,
                RequireHost = false,
                MaxBodyBytes = LongestBody,
                OnHead = head => Api3Handler.IsApi(head) ? api3.CheckHead(head, LongestBody) : desk.CheckHead(head),
            },
            (request, _) => Task.FromResult(
                Api3Handler.IsApi(request.Head) ? api3.Answer(request)
                : RequestHandler.IsApi(request.Path) ? desk.Answer(request)
                : downloads.Answer(request)));
        _server.Date.Clock = () => clock.UtcNow;
        try
        {
            _server.Start();
        }
        catch
        {
            _server.Dispose();
            _signer.Dispose();
            _keys.Dispose();
            throw;
        }

        api3.Address = desk.Address = Uri = new Uri("http://127.0.0.1:" + Wire.Text(_server.LocalEndPoint.Port) + RequestHandler.Path);
        _callbackSigner = settings.CallbackKey is null ? null : new Signer(settings.CallbackKey);
        _sender = new NotificationSender(
            new NotificationTargets(_account, TargetOf(settings), new RetryRule(LvbEmulatorCallbackGeneration.New, settings.CallbackGap)),
            new NotificationWriter(settings.AppId, shapes, () => Uri),
            _account.CallbackRecords,
            _faults,
            clock);
        _account.Callbacks.RuleCreated = StartSettling;
        if (settings.CallbackUri is not null)
        {
            StartSettling();
        }
    }

    public Uri Uri { get; }

    public long RequestCount => _journal.Count;

    internal Account Account => _account;

    public void SetStream(EmulatorStreamChange change)
    {
        var now = _clock.UtcNow;
        lock (_account.Gate)
        {
            _account.Settle(now);
            EncoderControl.Apply(_account, change, now);
        }
    }

    public void AddFault(EmulatorFault fault) => _faults.Add(fault);

    public void ClearFaults(string? interfacePattern, LvbEmulatorFaultKind? kind) => _faults.Clear(interfacePattern, kind);

    public IReadOnlyList<LvbEmulatorRequest> GetRequests() => _journal.Read();

    /// <summary>Replaces the keys of the account for both services.</summary>
    internal void Rotate(SecureString key, SecureString secretKey)
    {
        _signer.Rotate(key);
        if (_secretId is not null)
        {
            _keys.Rotate(_secretId, secretKey);
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _server.Dispose();
        _sender?.Dispose();
        _signer.Dispose();
        _callbackSigner?.Dispose();
        _keys.Dispose();
        _stopping.Dispose();
    }

    private NotificationTarget? TargetOf(EmulatorSettings settings) => settings.CallbackUri is null
        ? null
        : new NotificationTarget(
            settings.CallbackUri,
            _callbackSigner ?? _signer,
            new RetryRule(settings.CallbackGeneration, settings.CallbackGap),
            settings.CallbackGeneration == LvbEmulatorCallbackGeneration.New);

    private void StartSettling()
    {
        if (Interlocked.Exchange(ref _settling, 1) == 0)
        {
            _ = SettleAlwaysAsync(_stopping.Token);
        }
    }

    // Without a receiver no timer is required: the next request processes what is due.
    private async Task SettleAlwaysAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await _clock.Delay(SettleEvery, cancellation).ConfigureAwait(false);
                lock (_account.Gate)
                {
                    _account.Settle(_clock.UtcNow);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The emulator is stopping.
        }
    }
}

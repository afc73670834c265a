using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Net.Sockets;
using System.Security;

namespace TencentLvb;

/// <summary>
/// Starts a local LVB service in this process. It listens only on the loopback address, keeps state, and ends with
/// <c>Stop-LvbEmulator</c> or with this session.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "LvbEmulator", SupportsShouldProcess = true)]
[OutputType(typeof(LvbEmulator))]
public sealed class StartLvbEmulatorCommand : LvbCmdlet
{
    /// <summary>The port on the loopback address. Default: 0, a free port.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>The APPID of the emulated account. Default: 1234.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public long AppId { get; set; } = 1234;

    /// <summary>The API key of the emulated account. By default one is generated, which <c>Connect-Lvb -Emulator</c> uses.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? Key { get; set; }

    /// <summary>The SecretId of the emulated account for API 3.0: letters and digits. By default one is generated.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SecretId { get; set; }

    /// <summary>The SecretKey that belongs to the SecretId. By default one is generated, which <c>Connect-Lvb -Emulator</c> uses.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? SecretKey { get; set; }

    /// <summary>
    /// The site of the emulated account. It determines which actions of API 3.0 exist, their page sizes and some time formats. Default:
    /// China.
    /// </summary>
    [Parameter]
    public LvbSite Site { get; set; }

    /// <summary>
    /// The time after its end at which a recorded file appears in the media library of API 3.0, at most one day. Default: immediately.
    /// </summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? FileDelay { get; set; }

    /// <summary>
    /// The address to which notifications about pushes, cuts, recordings and screenshots are posted. An http or https address without a
    /// user name. Default: no notifications.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? CallbackUri { get; set; }

    /// <summary>The key that signs notifications, if it differs from the API key.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? CallbackKey { get; set; }

    /// <summary>
    /// The rules by which a notification is repeated. Default: Old, up to three posts until the response is <c>{"code":0}</c>.
    /// </summary>
    [Parameter]
    public LvbEmulatorCallbackGeneration CallbackGeneration { get; set; }

    /// <summary>The pause between two posts of a notification. Default: the pause of the generation.</summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? CallbackGap { get; set; }

    /// <summary>The faults, each a hashtable with Kind, Interface, Rate or Count, and Time; see <c>Set-LvbEmulatorFault</c>.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable[] Fault { get; set; } = [];

    /// <summary>The names of alternative response formats.</summary>
    [Parameter]
    [ValidateNotNull]
    public LvbEmulatorShape[] Shape { get; set; } = [];

    /// <summary>The seed of the random numbers: equal seeds produce equal faults. Default: 1.</summary>
    [Parameter]
    public int Seed { get; set; } = 1;

    /// <summary>Fills the account with live and offline streams, recordings, history, and four screenshots in the queue.</summary>
    [Parameter]
    public SwitchParameter SampleData { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var faults = ReadFaults();
        if (ShouldProcess("127.0.0.1:" + Port.ToString(CultureInfo.InvariantCulture), "Start-LvbEmulator"))
        {
            var emulator = Start(faults);
            RunningEmulators.Add(emulator);
            WriteObject(emulator);
        }
    }

    private protected override object? ErrorTarget(LvbException error) => error.Reason == LvbErrorReason.InvalidArgument ? null : Port;

    /// <inheritdoc/>
    protected override void Check()
    {
        if (Key is { Length: 0 } || CallbackKey is { Length: 0 } || SecretKey is { Length: 0 })
        {
            throw LvbErrors.InvalidArgument(
                "One of -Key, -CallbackKey and -SecretKey is empty.", "Specify at least one character, or omit the parameter.");
        }

        if (SecretId is not null && !SecretId.All(IsLetterOrDigit))
        {
            throw LvbErrors.InvalidArgument(
                "-SecretId contains characters other than letters and digits.",
                "Specify only letters and digits, for example AKIDexample0001, or omit -SecretId.");
        }

        if (!Enum.IsDefined(typeof(LvbSite), Site))
        {
            throw LvbErrors.InvalidArgument($"-Site {Site} is not a valid site.", "Specify China or International.");
        }

        if (FileDelay < TimeSpan.Zero || FileDelay > TimeSpan.FromDays(1))
        {
            throw LvbErrors.InvalidArgument(
                $"-FileDelay {FileDelay} is out of range.", "Specify a duration from 0s to 1d, for example 5m.");
        }

        if (CallbackUri is not null && !HttpUrl.IsWebWithoutUserInfo(CallbackUri))
        {
            throw HttpUrl.Refused(
                nameof(CallbackUri),
                CallbackUri,
                "to notify",
                "Specify an absolute http or https address without a user name, for example http://localhost:8080/.");
        }

        if (CallbackGap < TimeSpan.Zero)
        {
            throw LvbErrors.InvalidArgument(
                $"-CallbackGap {CallbackGap} is negative.", "Specify a duration of zero or more, for example 3s.");
        }
    }

    private EmulatorFault[] ReadFaults()
    {
        try
        {
            return Array.ConvertAll(Fault, FaultReader.Read);
        }
        catch (LvbException error)
        {
            ThrowError(error, Fault);
            throw;
        }
    }

    private LvbEmulator Start(EmulatorFault[] faults)
    {
        var settings = new EmulatorSettings
        {
            Port = Port,
            AppId = AppId,
            Key = Key is null ? GeneratedKey.Hex() : CleanKey(Key, "-Key").Copy(),
            SecretId = SecretId ?? GeneratedKey.SecretId(),
            SecretKey = SecretKey is null ? GeneratedKey.Hex() : CleanKey(SecretKey, "-SecretKey").Copy(),
            Site = Site,
            FileDelay = FileDelay ?? TimeSpan.Zero,
            CallbackUri = CallbackUri,
            CallbackKey = CallbackKey is null ? null : CleanKey(CallbackKey, "-CallbackKey"),
            CallbackGeneration = CallbackGeneration,
            CallbackGap = CallbackGap,
            Faults = faults,
            Shapes = Shape,
            Seed = Seed,
            SampleData = SampleData,
        };
        try
        {
            return new LvbEmulator(EmulatorLoader.Start(settings), settings);
        }
        catch (SocketException e)
        {
            throw new LvbException(
                "LvbListenFailed",
                $"The emulator cannot listen on 127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}: {e.Message}",
                "Specify another -Port, or omit -Port to use a free port.",
                e);
        }
        catch (ArgumentException e)
        {
            throw LvbErrors.InvalidArgument(e.Message, "A fault pattern must match Callback or an interface listed in docs/emulator.md.");
        }
    }

    private static bool IsLetterOrDigit(char c) => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9');
}

using System.Text;

namespace TencentLvb.Emulator;

/// <summary>Represents one recorded request.</summary>
internal readonly record struct JournalEntry(DateTimeOffset Time, string Method, string Interface, string RawQuery, byte[]? Body)
{
    public const int LongestText = 4096;
    private const int LongestName = 128;
    private const int LongestAuthorization = 512;

    public string? Service { get; init; }

    public string? Region { get; init; }

    public string? Authorization { get; init; }

    public int? Status { get; init; }

    public int? Ret { get; init; }

    public string? Code { get; init; }

    public string? RequestId { get; init; }

    public LvbEmulatorFaultKind? Fault { get; init; }

    public string? Note { get; init; }

    /// <summary>Returns the part that is displayed. Shorter requests are unchanged.</summary>
    public JournalEntry Cut() => this with
    {
        Method = First(Method, LongestName)!,
        Interface = First(Interface, LongestName)!,
        RawQuery = First(RawQuery, LongestText)!,
        Region = First(Region, LongestName),
        Authorization = First(Authorization, LongestAuthorization),
        Body = Body is { Length: > LongestText } ? [.. Body.Take(LongestText)] : Body,
    };

    public LvbEmulatorRequest Show(long number) => new(number, Time, Method, Interface)
    {
        Service = Service,
        Region = Region,
        Authorization = JournalRedaction.Authorization(Authorization),
        Query = JournalRedaction.Query(RawQuery),
        Body = Body is { Length: > 0 } body ? JournalRedaction.Body(Encoding.UTF8.GetString(body)) : "",
        StatusCode = Status,
        Ret = Ret,
        Code = Code,
        RequestId = RequestId,
        Fault = Fault?.ToString(),
        Note = Note,
    };

    private static string? First(string? text, int length) => text?.Length > length ? text.Substring(0, length) : text;
}

namespace TencentLvb;

/// <summary>One request that an emulator saw, from <c>Get-LvbEmulatorRequest</c>.</summary>
public sealed class LvbEmulatorRequest
{
    internal LvbEmulatorRequest(long number, DateTimeOffset time, string method, string @interface, string query, string body, int? statusCode, int? ret, string? fault, string? note)
    {
        Number = number;
        Time = time;
        Method = method;
        Interface = @interface;
        Query = query;
        Body = body;
        StatusCode = statusCode;
        Ret = ret;
        Fault = fault;
        Note = note;
    }

    /// <summary>The place in the order of arrival, from 1.</summary>
    public long Number { get; }

    /// <summary>When it came, by the emulator's clock.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>GET or POST.</summary>
    public string Method { get; }

    /// <summary>The LVB interface as the query names it; mixes are <c>Mix_StreamV2</c>.</summary>
    public string Interface { get; }

    /// <summary>The query as it came, with the value of <c>sign</c> hidden.</summary>
    public string Query { get; }

    /// <summary>The body, at most its first 4096 characters.</summary>
    public string Body { get; }

    /// <summary>The fault's name where one struck, else the ret (mix: code), else the HTTP status.</summary>
    public string Answer => Fault ?? (StatusCode is 200 && Ret is int ret
        ? ret.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : "HTTP " + (StatusCode ?? 0).ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The HTTP status of the answer, null where none was sent.</summary>
    public int? StatusCode { get; }

    /// <summary>The ret (mix: code) of the answer, null where it had none.</summary>
    public int? Ret { get; }

    /// <summary>The fault that struck, by name.</summary>
    public string? Fault { get; }

    /// <summary>What the service's documents advise against, though it is answered.</summary>
    public string? Note { get; }

    /// <summary>One line for a log.</summary>
    /// <returns>Method, interface and answer.</returns>
    public override string ToString() => $"{Method} {Interface} -> {Answer}";
}

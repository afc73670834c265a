using System.Globalization;

namespace TencentLvb;

/// <summary>One request that an emulator saw, from <c>Get-LvbEmulatorRequest</c>.</summary>
public sealed class LvbEmulatorRequest
{
    internal LvbEmulatorRequest(long number, DateTimeOffset time, string method, string @interface)
    {
        Number = number;
        Time = time;
        Method = method;
        Interface = @interface;
    }

    /// <summary>The place in the order of arrival, from 1.</summary>
    public long Number { get; }

    /// <summary>When it came, by the emulator's clock.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>GET or POST.</summary>
    public string Method { get; }

    /// <summary>API 3.0: the action. API 2.0: the interface as the query names it; mixes are <c>Mix_StreamV2</c>.</summary>
    public string Interface { get; }

    /// <summary>API 3.0: the product that the action belongs to (<c>live</c>, <c>vod</c> or <c>sts</c>). Null on API 2.0.</summary>
    public string? Service { get; internal init; }

    /// <summary>API 3.0: the value of <c>X-TC-Region</c>, null where none was sent.</summary>
    public string? Region { get; internal init; }

    /// <summary>API 3.0: the value of <c>Authorization</c>, with the signature hidden.</summary>
    public string? Authorization { get; internal init; }

    /// <summary>The query, at most its first 4096 characters, with the value of <c>sign</c> hidden.</summary>
    public string Query { get; internal init; } = "";

    /// <summary>The body, at most its first 4096 bytes, with keys and tokens hidden.</summary>
    public string Body { get; internal init; } = "";

    /// <summary>
    /// The fault's name where one struck. Else the ret (mix: code) of API 2.0, or the error code of API 3.0 and <c>OK</c> without one.
    /// Else the HTTP status.
    /// </summary>
    public string Answer => Fault
        ?? (StatusCode is not 200 ? "HTTP " + (StatusCode ?? 0).ToString(CultureInfo.InvariantCulture)
            : Ret?.ToString(CultureInfo.InvariantCulture) ?? Code ?? (Service is null && Authorization is null ? "HTTP 200" : "OK"));

    /// <summary>The HTTP status of the answer, null where none was sent.</summary>
    public int? StatusCode { get; internal init; }

    /// <summary>API 2.0: the ret (mix: code) of the answer, null where it had none.</summary>
    public int? Ret { get; internal init; }

    /// <summary>API 3.0: the error code of the answer, null where it was no error.</summary>
    public string? Code { get; internal init; }

    /// <summary>API 3.0: the RequestId of the answer.</summary>
    public string? RequestId { get; internal init; }

    /// <summary>The fault that struck, by name.</summary>
    public string? Fault { get; internal init; }

    /// <summary>What the service's documents advise against, though it is answered.</summary>
    public string? Note { get; internal init; }

    /// <summary>One line for a log.</summary>
    /// <returns>Method, interface and answer.</returns>
    public override string ToString() => $"{Method} {Interface} -> {Answer}";
}

using System.Globalization;

namespace TencentLvb;

/// <summary>Represents one request that an emulator received, from <c>Get-LvbEmulatorRequest</c>.</summary>
public sealed class LvbEmulatorRequest
{
    internal LvbEmulatorRequest(long number, DateTimeOffset time, string method, string @interface)
    {
        Number = number;
        Time = time;
        Method = method;
        Interface = @interface;
    }

    /// <summary>The position in the order of arrival, starting at 1.</summary>
    public long Number { get; }

    /// <summary>The time of arrival on the emulator's clock.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>The method: GET or POST.</summary>
    public string Method { get; }

    /// <summary>API 3.0: the action. API 2.0: the interface in the query; mixes are <c>Mix_StreamV2</c>.</summary>
    public string Interface { get; }

    /// <summary>API 3.0: the product that the action belongs to (<c>live</c>, <c>vod</c> or <c>sts</c>). Null on API 2.0.</summary>
    public string? Service { get; internal init; }

    /// <summary>API 3.0: the value of <c>X-TC-Region</c>; null if it was not sent.</summary>
    public string? Region { get; internal init; }

    /// <summary>API 3.0: the value of <c>Authorization</c>, with the signature hidden.</summary>
    public string? Authorization { get; internal init; }

    /// <summary>The query, at most its first 4096 characters, with the value of <c>sign</c> hidden.</summary>
    public string Query { get; internal init; } = "";

    /// <summary>The body, at most its first 4096 bytes, with keys and tokens hidden.</summary>
    public string Body { get; internal init; } = "";

    /// <summary>
    /// The name of the fault if there was one. Otherwise the ret (mix: code) of API 2.0, or the error code of API 3.0 or <c>OK</c>.
    /// Otherwise the HTTP status.
    /// </summary>
    public string Answer => Fault
        ?? (StatusCode is not 200 ? "HTTP " + (StatusCode ?? 0).ToString(CultureInfo.InvariantCulture)
            : Ret?.ToString(CultureInfo.InvariantCulture) ?? Code ?? (Service is null && Authorization is null ? "HTTP 200" : "OK"));

    /// <summary>The HTTP status of the response; null if none was sent.</summary>
    public int? StatusCode { get; internal init; }

    /// <summary>API 2.0: the ret (mix: code) of the response; null if it had none.</summary>
    public int? Ret { get; internal init; }

    /// <summary>API 3.0: the error code of the response; null if it was not an error.</summary>
    public string? Code { get; internal init; }

    /// <summary>API 3.0: the RequestId of the response.</summary>
    public string? RequestId { get; internal init; }

    /// <summary>The name of the fault.</summary>
    public string? Fault { get; internal init; }

    /// <summary>A note on usage that the service's documentation advises against.</summary>
    public string? Note { get; internal init; }

    /// <summary>Returns one line for a log.</summary>
    /// <returns>The method, interface and response.</returns>
    public override string ToString() => $"{Method} {Interface} -> {Answer}";
}

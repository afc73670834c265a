using System.Globalization;

namespace TencentLvb.Unit.Transport;

/// <summary>How a server of any service can misbehave after it has read a request.</summary>
internal static class WireFaults
{
    /// <param name="e">The exchange.</param>
    /// <param name="fault">What goes wrong; a number is an HTTP status.</param>
    /// <param name="answer">The response of which half is sent.</param>
    /// <returns>False for an unknown fault; nothing was sent.</returns>
    public static async Task<bool> Misbehave(this WireExchange e, string fault, string answer)
    {
        switch (fault)
        {
            case "close":
                await e.Close();
                return true;
            case "reset":
                await e.Reset();
                return true;
            case "half":
                await e.Half(answer);
                return true;
            case "half head":
                await e.Raw("HTTP/1.1 200 O");
                await e.Close();
                return true;
            case "garbage":
                await e.Answer("<html>Please log in</html>");
                return true;
            default:
                if (!int.TryParse(fault, NumberStyles.None, CultureInfo.InvariantCulture, out var status))
                {
                    return false;
                }

                await e.Answer("", status);
                return true;
        }
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace TencentLvb.Unit.Transport;

/// <summary>A proxy that passes nothing on until it knows who asks: a bare socket, so nothing is hidden.</summary>
internal static partial class PasswordProxy
{
    public const string User = "ops";
    public const string Password = "pr0xy:canary";
    private const string Nonce = "7ac1f0";

    /// <summary>Asks by Basic or Digest, then does what the script says.</summary>
    public static Func<WireExchange, Task> Asking(string scheme, Func<WireExchange, Task> then) => e =>
        Knows(e.Request, scheme) ? then(e) : Refuse(e, scheme);

    /// <summary>Answers 407, and closes the connection as a proxy does that was asked to.</summary>
    public static async Task Refuse(WireExchange e, string scheme)
    {
        var how = scheme == "Digest" ? $"Digest realm=\"corp\", nonce=\"{Nonce}\", qop=\"auth\", algorithm=MD5"
            : scheme + " realm=\"corp\"";
        var closes = e.Request.Header("Connection") == "close";
        await e.Answer("<html>Who are you?</html>", 407, $"Proxy-Authenticate: {how}\r\n{(closes ? "Connection: close\r\n" : "")}");
        if (closes)
        {
            await e.Close();
        }
    }

    /// <summary>The variable of the environment with a user name and a password, percent-encoded.</summary>
    public static string Address(Uri proxy, string user = User, string password = Password) =>
        $"http://{Uri.EscapeDataString(user)}:{Uri.EscapeDataString(password)}@127.0.0.1:"
            + proxy.Port.ToString(CultureInfo.InvariantCulture);

    private static bool Knows(WireRequest request, string scheme)
    {
        var told = request.Header("Proxy-Authorization");
        if (scheme == "Basic")
        {
            return told == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));
        }

        var fields = Field().Matches(told ?? "").ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        var asked = Md5(request.Head.Split(' ')[0] + ":" + fields.GetValueOrDefault("uri"));
        return fields.GetValueOrDefault("username") == User && fields.GetValueOrDefault("response") == Md5(
            $"{Md5($"{User}:corp:{Password}")}:{Nonce}:{fields["nc"]}:{fields["cnonce"]}:auth:{asked}");
    }

#pragma warning disable CA5351 // The scheme is MD5's.
    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351

    [GeneratedRegex(@"(\w+)=""?([^"",]*)""?")]
    private static partial Regex Field();
}

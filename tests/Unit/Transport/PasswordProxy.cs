using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace TencentLvb.Unit.Transport;

/// <summary>A proxy that forwards nothing without credentials: a bare socket, so nothing is hidden.</summary>
internal static partial class PasswordProxy
{
    public const string User = "ops";
    public const string Password = "pr0xy:canary";
    private const string Nonce = "7ac1f0";

    /// <summary>Requests Basic or Digest credentials, then follows the script.</summary>
    public static Func<WireExchange, Task> Asking(string scheme, Func<WireExchange, Task> then) => e =>
        Knows(e.Request, scheme) ? then(e) : Refuse(e, scheme);

    /// <summary>Requests NTLM credentials, which require two messages on one connection, then follows the script.</summary>
    public static Func<WireExchange, Task> AskingForNtlm(Func<WireExchange, Task> then) => e =>
    {
        // "NTLM " and the message in base64. Its type is the byte after the eight bytes of the signature.
        var told = e.Request.Header("Proxy-Authorization");
        return (told is null ? 0 : Convert.FromBase64String(told["NTLM ".Length..])[8]) switch
        {
            3 => then(e),
            1 => e.Answer("", 407, $"Proxy-Authenticate: NTLM {Convert.ToBase64String(NtlmChallenge())}\r\n"),
            _ => e.Answer("", 407, "Proxy-Authenticate: NTLM\r\n"),
        };
    };

    /// <summary>Responds with 407.</summary>
    public static Task Refuse(WireExchange e, string scheme) => e.Answer(
        "<html>Who are you?</html>",
        407,
        scheme == "Digest"
            ? $"Proxy-Authenticate: Digest realm=\"corp\", nonce=\"{Nonce}\", qop=\"auth\", algorithm=MD5\r\n"
            : $"Proxy-Authenticate: {scheme} realm=\"corp\"\r\n");

    /// <summary>The environment variable with a user name and a password, percent-encoded.</summary>
    public static string Address(Uri proxy, string user = User, string password = Password) =>
        $"http://{Uri.EscapeDataString(user)}:{Uri.EscapeDataString(password)}@127.0.0.1:"
            + proxy.Port.ToString(CultureInfo.InvariantCulture);

    private static byte[] NtlmChallenge()
    {
        const int Head = 56;
        const uint Flags = 0x62898215 | 0x00800000 | 0x00080000;
        var name = Encoding.Unicode.GetBytes("CORP");
        byte[] info = [.. Pair(2, name), .. Pair(1, Encoding.Unicode.GetBytes("PROXY")), .. Pair(7, new byte[8]), .. Pair(0, [])];
        return
        [
            .. "NTLMSSP\0"u8, .. BitConverter.GetBytes(2), .. Field(name.Length, Head), .. BitConverter.GetBytes(Flags),
            .. new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 }, .. new byte[8], .. Field(info.Length, Head + name.Length),
            10, 0, 0, 0, 0, 0, 0, 15, .. name, .. info,
        ];

        static byte[] Pair(short id, byte[] value) =>
            [.. BitConverter.GetBytes(id), .. BitConverter.GetBytes((short)value.Length), .. value];

        static byte[] Field(int length, int offset) =>
            [.. BitConverter.GetBytes((short)length), .. BitConverter.GetBytes((short)length), .. BitConverter.GetBytes(offset)];
    }

    private static bool Knows(WireRequest request, string scheme)
    {
        var told = request.Header("Proxy-Authorization");
        if (scheme == "Basic")
        {
            return told == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));
        }

        var fields = DigestField().Matches(told ?? "").ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        var asked = Md5(request.Head.Split(' ')[0] + ":" + fields.GetValueOrDefault("uri"));
        return fields.GetValueOrDefault("username") == User && fields.GetValueOrDefault("response") == Md5(
            $"{Md5($"{User}:corp:{Password}")}:{Nonce}:{fields["nc"]}:{fields["cnonce"]}:auth:{asked}");
    }

#pragma warning disable CA5351 // The scheme is MD5's.
    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351

    [GeneratedRegex(@"(\w+)=""?([^"",]*)""?")]
    private static partial Regex DigestField();
}

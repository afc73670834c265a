using System.Runtime.InteropServices;
using System.Security;
using System.Text;

namespace TencentLvb.Unit.Backends.Api3;

/// <summary>A machine for credential sources, with its own variables, home folder and system file.</summary>
internal sealed class FakeMachine : IDisposable
{
    private readonly Dictionary<string, string> _variables = [];
    private readonly string _root = Directory.CreateTempSubdirectory("lvb-credentials-").FullName;

    public string Home => Path.Combine(_root, "home");

    public string UserFile => Path.Combine(Home, ".tencentcloud", "credentials");

    public string SystemFile => Path.Combine(_root, "etc", "credentials");

    public CredentialEnvironment Environment => new()
    {
        Variable = name => _variables.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null,
        Home = () => Home,
        SystemFile = SystemFile,
    };

    public string this[string variable]
    {
        set => _variables[variable] = value;
    }

    public string Tccli(string profile) => Path.Combine(Home, ".tccli", profile + ".credential");

    public FakeMachine Write(string path, string text, Encoding? encoding = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, encoding ?? new UTF8Encoding(false));
        return this;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    public static string Text(SecureString? key)
    {
        var handle = Marshal.SecureStringToGlobalAllocUnicode(key!);
        try
        {
            return Marshal.PtrToStringUni(handle)!;
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(handle);
        }
    }

    public static async Task<Api3Credential> Find(ICredentialSource source)
    {
        var search = new CredentialSearch();
        return await source.FindAsync(search, CancellationToken.None) ?? throw search.NotFound();
    }

    public static Task<LvbException> Fails(ICredentialSource source) => Assert.ThrowsAsync<LvbException>(() => Find(source));

    /// <summary>SecretId, SecretKey and token, for one assertion on all three.</summary>
    public static string Show(Api3Credential found) =>
        $"{found.SecretId} {Text(found.SecretKey)} {(found.Token is null ? "-" : Text(found.Token))}";
}

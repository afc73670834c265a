using System.Security;

namespace TencentLvb.Bench;

/// <summary>The secrets that the sessions read; rotated during the run. Called from script.</summary>
public sealed class ChaosVault
{
    private readonly Dictionary<string, SecureString> _secrets = [];

    /// <summary>The secret of that name.</summary>
    public SecureString Get(string name)
    {
        lock (_secrets)
        {
            return _secrets[name];
        }
    }

    internal void Set(string name, SecureString key)
    {
        lock (_secrets)
        {
            _secrets[name] = key;
        }
    }

    internal static SecureString Secure(string text)
    {
        var key = new SecureString();
        text.ToList().ForEach(key.AppendChar);
        key.MakeReadOnly();
        return key;
    }

    /// <summary>Writes the module that replaces SecretManagement.</summary>
    internal static string WriteModule(string folder)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "Microsoft.PowerShell.SecretManagement")).FullName,
            "Microsoft.PowerShell.SecretManagement.psm1");
        File.WriteAllText(path, """
            function Get-Secret {
                param([string]$Name, [string]$Vault, [switch]$AsPlainText)
                , [System.AppDomain]::CurrentDomain.GetData('lvb-chaos-vault').Get($Name)
            }
            """);
        return path;
    }
}

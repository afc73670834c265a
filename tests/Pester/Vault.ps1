# An account whose key is in a vault of the spec. In a spec: BeforeAll { . $PSScriptRoot/Vault.ps1 }, AfterAll { Remove-TestVault }, and
# before each It: $vault = Reset-TestVault.
. $PSScriptRoot/Common.ps1

# A stand-in for SecretManagement with a vault in memory. It is process-wide, because a key may be read in another runspace.
$folder = Join-Path $TestDrive Microsoft.PowerShell.SecretManagement
$null = New-Item -ItemType Directory -Path $folder
$standIn = Join-Path $folder Microsoft.PowerShell.SecretManagement.psm1
Set-Content -LiteralPath $standIn -Value @'
class PasswordRequiredException : System.Exception { PasswordRequiredException([string]$text) : base($text) { } }
function Get-Secret {
    [CmdletBinding()]
    param([Parameter(Mandatory)] [string]$Name, [string]$Vault, [switch]$AsPlainText)
    $vaultOfTheSpec = [System.AppDomain]::CurrentDomain.GetData('lvb-spec-vault')
    $vaultOfTheSpec.Calls.Add($Name)
    if ($AsPlainText) { throw 'The key was asked for in plain text.' }
    if ($Vault -and $Vault -ne 'Throwaway') {
        $PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new(
            [System.InvalidOperationException]::new("Vault not found in registry: $Vault"), 'GetSecretVaultNotFound',
                'ObjectNotFound', $Vault))
    }
    if ($vaultOfTheSpec.Locked) { throw [PasswordRequiredException]::new('A valid password is required.') }
    if ($vaultOfTheSpec.Asks) { try { $null = $Host.UI.ReadLineAsSecureString() } catch { throw } }
    if ($vaultOfTheSpec.Broken) { throw $vaultOfTheSpec.Broken }
    if (-not $vaultOfTheSpec.Secrets.ContainsKey($Name)) {
        $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new(
            [System.Management.Automation.ItemNotFoundException]::new("The secret $Name was not found."), 'GetSecretNotFound',
                'ObjectNotFound', $Name))
        return
    }
    , $vaultOfTheSpec.Secrets[$Name]
}
'@
Remove-Module Microsoft.PowerShell.SecretManagement -Force -ErrorAction Ignore
Import-Module $standIn -Force

$rightKey = 'right-key-of-the-account'
$emulator = Start-LvbEmulator -Key (ConvertTo-TestKey $rightKey)
Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_a -State Live
Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_b -State Live
$account = @{ AppId = $emulator.AppId; Endpoint = $emulator.Uri; StatEndpoint = $emulator.Uri }

function Get-FirstError([scriptblock]$Script) {
    try { $null = & $Script } catch { $_ }
}

# A vault with the right key and no faults.
function Reset-TestVault {
    $vault = @{ Calls = [System.Collections.Generic.List[string]]::new(); Secrets = @{ LvbKey = (ConvertTo-TestKey $rightKey) }
        Locked = $false; Asks = $false; Broken = $null }
    [System.AppDomain]::CurrentDomain.SetData('lvb-spec-vault', $vault)
    $vault
}

function Remove-TestVault {
    Stop-LvbEmulator -Emulator $emulator
    Remove-Module Microsoft.PowerShell.SecretManagement -Force -ErrorAction Ignore
    [System.AppDomain]::CurrentDomain.SetData('lvb-spec-vault', $null)
}
